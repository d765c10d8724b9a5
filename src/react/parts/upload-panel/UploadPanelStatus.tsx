'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import type { Totals } from '../../../contract/upload.js'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { FailedCount } from '../upload-summary/FailedCount.js'
import { SummaryCount } from '../upload-summary/SummaryCount.js'
import { ProgressOfAll } from '../upload-summary/ProgressOfAll.js'
import { SummaryLine } from '../upload-summary/SummaryLine.js'
import { usePanel } from './panelContext.js'

/** Props of {@link UploadPanelStatus}. */
export type UploadPanelStatusProps = PartProps<
  HTMLAttributes<HTMLDivElement>,
  {
    /** A class, or a function of the totals of the panel's group. */
    readonly className?: ClassName<Totals>
    /** Replaces the texts; the progress bar stays. */
    readonly children?: ReactNode | ((totals: Totals) => ReactNode)
  }
>

/**
 * How far the uploads of a panel are, in words and as a bar. Renders nothing while there are none.
 * @throws {Error} outside an `UploadPanel`.
 */
export const UploadPanelStatus: Part<HTMLDivElement, UploadPanelStatusProps> = forwardRef(function UploadPanelStatus(
  { className, children, ...rest }: UploadPanelStatusProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { batch, group } = usePanel('UploadPanelStatus')
  const { totals, isBusy } = batch
  if (totals.count === 0) return null
  return (
    <div {...rest} ref={ref} className={joinClasses('coatcheck-panel-status', className, totals)}>
      {typeof children === 'function'
        ? children(totals)
        : (children ?? (
            <>
              <span className="coatcheck-summary-counts">
                <SummaryCount totals={totals} />
                <FailedCount group={group} />
              </span>
              <SummaryLine totals={totals} isBusy={isBusy} />
            </>
          ))}
      <ProgressOfAll totals={totals} isBusy={isBusy} className="coatcheck-totals-progress" />
    </div>
  )
})
