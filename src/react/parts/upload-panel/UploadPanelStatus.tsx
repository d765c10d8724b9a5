'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import type { Totals } from '../../../contract/upload.js'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { usePanel } from './panelContext.js'
import { TotalsProgress } from './TotalsProgress.js'
import { TotalsCount, TotalsDetail } from './TotalsWords.js'

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
  const { batch } = usePanel('UploadPanelStatus')
  const { totals } = batch
  if (totals.count === 0) return null
  return (
    <div {...rest} ref={ref} className={joinClasses('coatcheck-panel-status', className, totals)}>
      {typeof children === 'function'
        ? children(totals)
        : (children ?? (
            <>
              <TotalsCount batch={batch} />
              <TotalsDetail batch={batch} />
            </>
          ))}
      <TotalsProgress batch={batch} />
    </div>
  )
})
