'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import type { Totals } from '../../../contract/upload.js'
import { flag, joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { FailedCount } from './FailedCount.js'
import { ProgressOfAll } from './ProgressOfAll.js'
import { SummaryActions } from './SummaryActions.js'
import { SummaryCount } from './SummaryCount.js'
import { SummaryLine } from './SummaryLine.js'
import { useBatch } from './useBatch.js'

interface UploadSummaryOwnProps {
  /** Sums up only uploads of this group. Default: all. */
  readonly group?: string | undefined
  /** A class, or a function of the totals. */
  readonly className?: ClassName<Totals>
  /** Replaces the texts and buttons; the progress bar stays. */
  readonly children?: ReactNode | ((totals: Totals) => ReactNode)
}

/** Props of {@link UploadSummary}. */
export type UploadSummaryProps = PartProps<HTMLAttributes<HTMLDivElement>, UploadSummaryOwnProps>

/**
 * All uploads, or those of a group, at a glance: counts, a progress bar, how much has been sent, the time left and the speed; buttons that
 * pause or resume all of them, retry the failed ones and clear the finished ones; and one with the number of failed
 * files, which goes to the next of them in the list. "Clear finished" leaves rows whose ids a form field with a `name`
 * sends. Renders nothing while there are no uploads.
 * @throws {Error} outside an `UploadProvider`.
 */
export const UploadSummary: Part<HTMLDivElement, UploadSummaryProps> = forwardRef(function UploadSummary(
  { group, className, children, ...rest }: UploadSummaryProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { totals, isBusy } = useBatch('UploadSummary', group)
  if (totals.count === 0) return null
  return (
    <div
      {...rest}
      ref={ref}
      className={joinClasses('coatcheck-upload-summary', className, totals)}
      data-busy={flag(isBusy)}
      data-failed={flag(totals.failed > 0)}
    >
      <div className="coatcheck-summary-words">
        {typeof children === 'function'
          ? children(totals)
          : (children ?? <DefaultContent totals={totals} isBusy={isBusy} group={group} />)}
      </div>
      {isBusy && <ProgressOfAll totals={totals} isBusy className="coatcheck-summary-progress" />}
    </div>
  )
})

interface DefaultContentProps {
  readonly totals: Totals
  readonly isBusy: boolean
  readonly group: string | undefined
}

function DefaultContent({ totals, isBusy, group }: DefaultContentProps): ReactNode {
  return (
    <>
      <div className="coatcheck-summary-counts">
        <SummaryCount totals={totals} />
        <FailedCount group={group} />
      </div>
      <div className="coatcheck-summary-rest">
        <SummaryLine totals={totals} isBusy={isBusy} />
        <SummaryActions group={group} />
      </div>
    </>
  )
}
