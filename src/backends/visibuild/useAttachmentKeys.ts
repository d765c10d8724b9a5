'use client'

import { useCallback } from 'react'
import type { Upload } from '../../contract/upload.js'
import type { Uploader } from '../../contract/uploader.js'
import { isEqualByValue } from '../../react/shared/isEqualByValue.js'
import { useUploader } from '../../react/hooks/useUploader.js'
import { useUploads } from '../../react/hooks/useUploads.js'
import type { VisibuildFile } from './VisibuildFile.js'

/** Options of {@link useAttachmentKeys}. */
export interface AttachmentKeysOptions {
  /** Uses only the uploads of this group, usually those of one form field. Default: all uploads. */
  readonly group?: string | undefined
}

/** What a form needs to create a record with its attachments. */
export interface AttachmentKeys {
  /** The keys of the stored files for the record's `attachmentKeys`, in the order of the list. */
  readonly keys: readonly string[]
  /** Whether everything in the list is stored. A record created earlier lacks the pending and the failed files. */
  readonly isReady: boolean
  /** The ids of uploads that are under way, waiting or paused. */
  readonly pending: readonly string[]
  /** The ids of failed uploads, which can be retried or removed. */
  readonly failed: readonly string[]
  /** Removes the rows of these keys from the list. Call it when a record was created, because no other can use them. */
  readonly markUsed: (keys: readonly string[]) => void
  /** Sends the stored files again to get new keys. Call it when a record was refused because of its keys. */
  readonly sendAgain: () => void
}

/**
 * Returns the keys of the uploads in the list, for the form that creates the record. Files that were stored before this
 * session are left out, because a record already uses their keys.
 * @throws {Error} outside an `UploadProvider`.
 *
 * @example
 * const { keys, isReady, markUsed, sendAgain } = useAttachmentKeys({ group: 'photos' })
 * const answer = await createTicket({ title, attachmentKeys: keys })
 * if (answer.ok) markUsed(keys)
 * else if (readVisibuildRecordProblem(answer.status, await answer.json())?.next === 'send-again') sendAgain()
 */
export function useAttachmentKeys({ group }: AttachmentKeysOptions = {}): AttachmentKeys {
  const uploader = useUploader<VisibuildFile>()
  const state = useUploads<ReturnType<typeof readKeys>, VisibuildFile>(
    (uploads) => readKeys(uploads, group),
    isEqualByValue,
  )
  const markUsed = useCallback((keys: readonly string[]) => uploader.remove(findIds(uploader, keys)), [uploader])
  const { keys } = state
  const sendAgain = useCallback(() => uploader.retry(findIds(uploader, keys), { from: 'ticket' }), [uploader, keys])
  return { ...state, isReady: state.pending.length === 0 && state.failed.length === 0, markUsed, sendAgain }
}

function readKeys(
  uploads: readonly Upload<VisibuildFile>[],
  group: string | undefined,
): Pick<AttachmentKeys, 'keys' | 'pending' | 'failed'> {
  const own = uploads.filter((upload) => group === undefined || upload.group === group)
  return {
    keys: own.flatMap(keysOf),
    pending: own.filter(({ status }) => !ended.has(status)).map(({ id }) => id),
    failed: own.filter(({ status }) => status === 'failed').map(({ id }) => id),
  }
}

/** Paused uploads have not ended, because they can be resumed. */
const ended: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled'])

function keysOf(upload: Upload<VisibuildFile>): readonly string[] {
  return upload.status === 'done' && upload.outcome !== 'initial' ? [upload.stored.key] : []
}

function findIds(uploader: Uploader<VisibuildFile>, keys: readonly string[]): readonly string[] {
  const { uploads } = uploader.getSnapshot()
  return uploads.filter((upload) => keysOf(upload).some((key) => keys.includes(key))).map(({ id }) => id)
}
