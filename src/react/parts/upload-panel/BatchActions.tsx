'use client'

import { type ReactElement, useRef } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { canPause, canResume, isToClear } from '../../../uploader/selectors.js'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploads } from '../../hooks/useUploads.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { useNeighbourFocus } from '../../shared/focus/useNeighbourFocus.js'
import { isInGroup, isRetryable } from './useBatch.js'

/** Buttons for all uploads of a group: clear what is finished, retry what failed, pause or resume the rest. */
export function BatchActions({ group }: { readonly group: string | undefined }): ReactElement {
  const { actions, announce } = useMessages()
  const { uploader, dropzones, speaker } = useCoatcheck('UploadPanel')
  const root = useRef<HTMLDivElement | null>(null)
  const focus = useNeighbourFocus(root, focusZone)
  const options = group === undefined ? {} : { group }
  const isClearable = useUploads((uploads) => uploads.some((upload) => isToClear(upload, options)))
  const failed = useIds(group, isRetryable)
  const pausable = useIds(group, canPause)
  const resumable = useIds(group, canResume)
  const action = pausable.length > 0 ? 'pause' : 'resume'
  function focusZone(): void {
    const zones = [...dropzones]
    const zone = zones.find((candidate) => candidate.group === group) ?? zones[0]
    zone?.focus()
  }

  function clearFinished(): void {
    const { length } = uploader.clear(options)
    speaker.say(announce.cleared({ count: length }))
    // With the last row, all buttons leave.
    if (!uploader.getSnapshot().uploads.some((upload) => isInGroup(upload, group))) focusZone()
  }

  return (
    // The handlers only observe the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} className="coatcheck-batch-actions" onFocus={focus.onFocus} onBlur={focus.onBlur}>
      {isClearable && (
        <ActionButton action="clear" onAct={clearFinished}>
          {actions.clearFinished}
        </ActionButton>
      )}
      {failed.length > 1 && (
        <ActionButton action="retry" onAct={() => uploader.retry(failed)}>
          {actions.retryFailed(failed.length)}
        </ActionButton>
      )}
      {pausable.length + resumable.length > 1 && (
        <ActionButton action={action} onAct={() => uploader[action](action === 'pause' ? pausable : resumable)}>
          {action === 'pause' ? actions.pauseAll : actions.resumeAll}
        </ActionButton>
      )}
    </div>
  )
}

function useIds(group: string | undefined, isMeant: (upload: Upload) => boolean): readonly string[] {
  return useUploads((uploads) =>
    uploads.flatMap((upload) => (isInGroup(upload, group) && isMeant(upload) ? [upload.id] : [])),
  )
}
