'use client'

import { type CSSProperties, type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import { canPause, canResume, canRetry, isResting } from '../../../uploader/selectors.js'
import type { Totals, Upload } from '../../../contract/upload.js'
import type { Messages } from '../../../locales/messages.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { flag, joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploader } from '../../hooks/useUploader.js'
import { useUploads } from '../../hooks/useUploads.js'
import { useUploadTotals } from '../../hooks/useUploadTotals.js'

interface UploadSummaryOwnProps {
  /** A class, or a function of the totals. */
  readonly className?: ClassName<Totals>
  /** Replaces the texts and buttons; the progress bar stays. */
  readonly children?: ReactNode | ((totals: Totals) => ReactNode)
}

/** Props of {@link UploadSummary}. */
export type UploadSummaryProps = PartProps<HTMLAttributes<HTMLDivElement>, UploadSummaryOwnProps>

/**
 * All uploads at a glance: counts, a progress bar, the time left, a button that pauses or resumes all of them, and one
 * that retries the failed ones. Renders nothing while there are no uploads.
 * @throws {Error} outside an `UploadProvider`.
 */
export const UploadSummary: Part<HTMLDivElement, UploadSummaryProps> = forwardRef(function UploadSummary(
  { className, children, ...rest }: UploadSummaryProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const totals = useUploadTotals()
  const isBusy = useUploads((uploads) => !uploads.every(isResting))
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
        {typeof children === 'function' ? children(totals) : (children ?? <SummaryWords totals={totals} />)}
      </div>
      {isBusy && <SummaryProgress totals={totals} />}
    </div>
  )
})

function SummaryWords({ totals }: { readonly totals: Totals }): ReactNode {
  const messages = useMessages()
  const uploader = useUploader()
  const retryable = useUploads((uploads) => uploads.flatMap((upload) => (isRetryable(upload) ? [upload.id] : [])))
  return (
    <>
      <span className="coatcheck-summary-count">{messages.summary(totals.done, totals.count)}</span>
      {totals.failed > 0 && (
        <span className="coatcheck-summary-failed">{messages.summaryFailed(totals.failed, retryable.length)}</span>
      )}
      {totals.secondsLeft !== undefined && (
        <span className="coatcheck-summary-time">{messages.status.secondsLeft(totals.secondsLeft)}</span>
      )}
      {retryable.length > 1 && (
        <ActionButton action="retry" onAct={() => uploader.retry(retryable)}>
          {messages.actions.retryFailed(retryable.length)}
        </ActionButton>
      )}
      <PauseAll />
    </>
  )
}

/** A single button, so that its action can be undone in the same place. One file alone has its own button. */
function PauseAll(): ReactNode {
  const { actions } = useMessages()
  const uploader = useUploader()
  const pausable = useUploads((uploads) => uploads.filter(canPause).length)
  const resumable = useUploads((uploads) => uploads.filter(canResume).length)
  if (pausable + resumable < 2) return null
  const action = pausable > 0 ? 'pause' : 'resume'
  return (
    <ActionButton action={action} onAct={() => uploader[action]('all')}>
      {pausable > 0 ? actions.pauseAll : actions.resumeAll}
    </ActionButton>
  )
}

function isRetryable(upload: Upload): boolean {
  return upload.status === 'failed' && canRetry(upload)
}

function SummaryProgress({ totals }: { readonly totals: Totals }): ReactNode {
  const messages = useMessages()
  return (
    <div
      className="coatcheck-summary-progress"
      // A <progress> cannot be styled the same way in all browsers.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={messages.list.progressOfAll}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(totals.progress * 100)}
      aria-valuetext={speak(totals, messages)}
      style={{ '--coatcheck-progress': totals.progress } as CSSProperties}
    />
  )
}

function speak({ progress, done, count }: Totals, { formatPercent, joinFacts, summary }: Messages): string {
  return joinFacts([formatPercent(Math.floor(progress * 100) / 100), summary(done, count)])
}
