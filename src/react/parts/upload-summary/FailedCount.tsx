'use client'

import { type ReactElement, useRef } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploadIds } from '../../hooks/useUploadIds.js'
import { useCoatcheck } from '../../provider/context.js'
import { isInGroup } from '../../shared/isInGroup.js'
import { hasFailed, hasFailedAndCanRetry } from './failures.js'

/** How many files failed and how many of them can be retried. A click goes to the next of them in the list. */
export function FailedCount({ group }: { readonly group: string | undefined }): ReactElement | null {
  const { uploader, lists } = useCoatcheck('UploadSummary')
  const { actions, summaryFailed } = useMessages()
  const failed = useUploadIds(group, hasFailed).length
  const retryable = useUploadIds(group, hasFailedAndCanRetry).length
  const last = useRef<string | null>(null)
  if (failed === 0) return null

  function goToNext(): void {
    const { uploads } = uploader.getSnapshot()
    const start = uploads.findIndex(({ id }) => id === last.current) + 1
    for (const upload of [...uploads.slice(start), ...uploads.slice(0, start)]) {
      if (!isInGroup(upload, group) || !hasFailed(upload)) continue
      const list = [...lists].find(({ has }) => has(upload.id))
      if (!list) continue
      last.current = upload.id
      return list.focusRow(upload.id)
    }
  }

  const words = summaryFailed(failed, retryable)
  return (
    <button
      type="button"
      className="coatcheck-summary-failed"
      data-action="failed"
      aria-label={`${words}. ${actions.nextFailed}`}
      onClick={goToNext}
    >
      <bdi className="coatcheck-text">{words}</bdi>
    </button>
  )
}
