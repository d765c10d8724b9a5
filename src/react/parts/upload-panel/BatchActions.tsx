'use client'

import type { ReactElement } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { canPause, canResume, isToClear } from '../../../uploader/selectors.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploader } from '../../hooks/useUploader.js'
import { useUploads } from '../../hooks/useUploads.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { isInGroup, isRetryable } from './useBatch.js'

/** Buttons for all uploads of a group: clear what is finished, retry what failed, pause or resume the rest. */
export function BatchActions({ group }: { readonly group: string | undefined }): ReactElement {
  const { actions } = useMessages()
  const uploader = useUploader()
  const options = group === undefined ? {} : { group }
  const isClearable = useUploads((uploads) => uploads.some((upload) => isToClear(upload, options)))
  const failed = useIds(group, isRetryable)
  const pausable = useIds(group, canPause)
  const resumable = useIds(group, canResume)
  const action = pausable.length > 0 ? 'pause' : 'resume'
  return (
    <div className="coatcheck-batch-actions">
      {isClearable && (
        <ActionButton action="clear" onAct={() => uploader.clear(options)}>
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
