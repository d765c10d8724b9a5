'use client'

import { type ReactElement, useRef } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { canPause, canResume, canRetry } from '../../../uploader/selectors.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploads } from '../../hooks/useUploads.js'
import { useCoatcheck } from '../../provider/context.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { useNeighbourFocus } from '../../shared/focus/useNeighbourFocus.js'
import { findFinished } from '../upload-list/findFinished.js'

/** Buttons for many uploads at once. One that acts on a single file would repeat the button of its row. */
export function SummaryActions(): ReactElement {
  const { actions, announce } = useMessages()
  const { uploader, dropzones, lists, speaker } = useCoatcheck('UploadSummary')
  const finished = useUploads((uploads) => findFinished(uploads, undefined, dropzones))
  const failed = useUploads((uploads) => uploads.filter(({ status }) => status === 'failed').length)
  const retryable = useUploads((uploads) => uploads.filter(isRetryable).map(({ id }) => id))
  const root = useRef<HTMLSpanElement | null>(null)
  const focus = useNeighbourFocus(root, () => {
    const [first] = uploader.getSnapshot().uploads
    const list = first && [...lists].find(({ has }) => has(first.id))
    if (list) list.focusRow(first.id)
    else for (const zone of [...dropzones].slice(0, 1)) zone.focus()
  })

  function clearFinished(): void {
    uploader.remove(finished)
    speaker.say(announce.cleared({ count: finished.length }))
  }

  return (
    // The handlers only observe the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span ref={root} className="coatcheck-summary-actions" onFocus={focus.onFocus} onBlur={focus.onBlur}>
      {failed > 1 && retryable.length > 0 && (
        <ActionButton action="retry" onAct={() => uploader.retry(retryable)}>
          {actions.retryFailed(retryable.length)}
        </ActionButton>
      )}
      {finished.length > 0 && (
        <ActionButton action="clear" onAct={clearFinished}>
          {actions.clearFinished}
        </ActionButton>
      )}
      <PauseAll />
    </span>
  )
}

function isRetryable(upload: Upload): boolean {
  return upload.status === 'failed' && canRetry(upload)
}

/** A single button, so that its action can be undone in the same place. */
function PauseAll(): ReactElement | null {
  const { actions } = useMessages()
  const { uploader } = useCoatcheck('UploadSummary')
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
