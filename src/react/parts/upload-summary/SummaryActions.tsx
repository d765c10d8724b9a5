'use client'

import { type ReactElement, useRef } from 'react'
import { canPause, canResume } from '../../../uploader/selectors.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploadIds } from '../../hooks/useUploadIds.js'
import { useUploads } from '../../hooks/useUploads.js'
import { useCoatcheck } from '../../provider/context.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { focusZone } from '../../shared/focus/focusZone.js'
import { useNeighbourFocus } from '../../shared/focus/useNeighbourFocus.js'
import { findFinished } from '../upload-list/findFinished.js'
import { isInGroup } from '../../shared/isInGroup.js'
import { hasFailed, hasFailedAndCanRetry } from './failures.js'

interface GroupProps {
  /** The buttons are for the uploads of this group; undefined: for all. */
  readonly group: string | undefined
}

/** Buttons for many uploads at once. One that acts on a single file would repeat the button of its row. */
export function SummaryActions({ group }: GroupProps): ReactElement {
  const { actions, announce } = useMessages()
  const { uploader, dropzones, lists, speaker } = useCoatcheck('UploadSummary')
  const finished = useUploads((uploads) => findFinished(uploads, group, dropzones))
  const failed = useUploadIds(group, hasFailed).length
  const retryable = useUploadIds(group, hasFailedAndCanRetry)
  const root = useRef<HTMLSpanElement | null>(null)
  const focus = useNeighbourFocus(root, () => {
    const first = uploader.getSnapshot().uploads.find((upload) => isInGroup(upload, group))
    const list = first && [...lists].find(({ has }) => has(first.id))
    if (list) list.focusRow(first.id)
    else focusZone(dropzones, group)
  })

  function clearFinished(): void {
    uploader.remove(finished)
    speaker.say(announce.cleared({ count: finished.length }))
  }

  return (
    // The handlers only observe the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span ref={root} className="coatcheck-summary-actions" {...focus}>
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
      <PauseAll group={group} />
    </span>
  )
}

/** A single button, so that its action can be undone in the same place. */
function PauseAll({ group }: GroupProps): ReactElement | null {
  const { actions } = useMessages()
  const { uploader } = useCoatcheck('UploadSummary')
  const pausable = useUploadIds(group, canPause)
  const resumable = useUploadIds(group, canResume)
  if (pausable.length + resumable.length < 2) return null
  const [action, ids] = pausable.length > 0 ? (['pause', pausable] as const) : (['resume', resumable] as const)
  return (
    <ActionButton action={action} onAct={() => uploader[action](ids)}>
      {action === 'pause' ? actions.pauseAll : actions.resumeAll}
    </ActionButton>
  )
}
