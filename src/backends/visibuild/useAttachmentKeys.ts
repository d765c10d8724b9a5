'use client'

import { useCallback } from 'react'
import type { Upload } from '../../contract/upload.js'
import type { Uploader } from '../../contract/uploader.js'
import { isEqualByValue } from '../../react/shared/isEqualByValue.js'
import { useUploader } from '../../react/hooks/useUploader.js'
import { useUploads } from '../../react/hooks/useUploads.js'
import type { VisibuildFile } from './VisibuildFile.js'

export interface AttachmentKeysOptions {
  /** Only the uploads that were added with this group: one field of a form, as a rule. */
  readonly group?: string | undefined
}

/** What a form needs to create a record with its attachments. */
export interface AttachmentKeys {
  /** For the record's `attachmentKeys`: the keys of what is stored, in the order of the list. */
  readonly keys: readonly string[]
  /** Everything in the list is stored. A record created before that lacks what is pending or failed. */
  readonly isReady: boolean
  /** Ids of the uploads that are on their way, wait or are paused. */
  readonly pending: readonly string[]
  /** Ids of the uploads that failed: to be retried, or removed. */
  readonly failed: readonly string[]
  /** Takes the rows of these keys off the list: a record took them, and none can take them again. */
  readonly markUsed: (keys: readonly string[]) => void
  /** Sends what is stored once more, for new keys: when a record was refused because of its keys. */
  readonly sendAgain: () => void
}

/**
 * The keys of the uploads in the list, for the form that creates the record. Files that were stored before this session
 * are left out: the record that they belong to has taken their keys.
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

/** A paused upload is still wanted. */
const ended: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled'])

function keysOf(upload: Upload<VisibuildFile>): readonly string[] {
  return upload.status === 'done' && upload.outcome !== 'initial' ? [upload.stored.key] : []
}

function findIds(uploader: Uploader<VisibuildFile>, keys: readonly string[]): readonly string[] {
  const { uploads } = uploader.getSnapshot()
  return uploads.filter((upload) => keysOf(upload).some((key) => keys.includes(key))).map(({ id }) => id)
}
