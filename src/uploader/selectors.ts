import type { UploadErrorCode } from '../errors/codes.js'
import { isSizeKnown } from '../shared/fileSize.js'
import type { ClearOptions } from '../contract/uploader.js'
import type { Step } from '../contract/step.js'
import type { StoredFile, StoredFileState } from '../contract/storedFile.js'
import type { Totals, Upload, UploadStatus } from '../contract/upload.js'

const ended: readonly UploadStatus[] = ['done', 'failed', 'cancelled']

/** Whether its run is over. */
export function hasEnded({ status }: Upload): boolean {
  return ended.includes(status)
}

/** Whether it stays as it is until the user acts: it is done, failed, cancelled, or paused by the user. */
export function isResting(upload: Upload): boolean {
  return hasEnded(upload) || canResume(upload)
}

/** Whether a person has to act before it continues: it has settled, or it waits for its file. */
export function isStill(upload: Upload): boolean {
  return isResting(upload) || lacksFile(upload)
}

const lostFileCodes: ReadonlySet<UploadErrorCode> = new Set(['file-missing', 'file-unreadable', 'file-changed'])

/** Whether it could continue if its file were chosen again. */
export function lacksFile(upload: Upload): boolean {
  if (upload.status === 'paused') return upload.by === 'file-missing'
  return upload.status === 'failed' && lostFileCodes.has(upload.error.code)
}

/** Whether the user may pause it: it is queued or at work. Not while it is being confirmed. */
export function canPause(upload: Upload): boolean {
  return isMoving(upload) || (upload.status === 'paused' && upload.by === 'offline')
}

/** Whether the user paused it. */
export function canResume(upload: Upload): boolean {
  return upload.status === 'paused' && upload.by === 'user'
}

/** Whether it can still be cancelled. Not while it is being confirmed. */
export function canCancel(upload: Upload): boolean {
  return isMoving(upload) || upload.status === 'paused'
}

/** Whether another run could succeed. Sending a finished one again with `from: 'ticket'` is something else. */
export function canRetry(upload: Upload): boolean {
  return upload.status === 'cancelled' || (upload.status === 'failed' && upload.error.retry.when !== 'never')
}

/** Whether its row may be removed. Not while it is being confirmed. */
export function canRemove(upload: Upload): boolean {
  return upload.status !== 'confirming'
}

/** The step that an upload is in, or continues with. */
export function stepOf(upload: Upload): Step {
  if (upload.status === 'queued') return upload.next
  if (upload.status === 'paused' || upload.status === 'failed') return upload.at
  return upload.status === 'done' || upload.status === 'cancelled' ? 'inspecting' : upload.status
}

const clearedByDefault: readonly UploadStatus[] = ['done', 'cancelled']

/** Whether `clear` removes its row. A file from before this session is removed only if 'done' is named. */
export function isToClear(upload: Upload, { statuses, group }: ClearOptions): boolean {
  if (group !== undefined && upload.group !== group) return false
  if (statuses === undefined && isInitial(upload)) return false
  const cleared: readonly UploadStatus[] = statuses ?? clearedByDefault
  return cleared.includes(upload.status)
}

/** Whether the backend had it before: it was added by `addStored`. */
export function isInitial(upload: Upload): boolean {
  return upload.status === 'done' && upload.outcome === 'initial'
}

/** Whether it is done, and what the backend says of its file is this. */
export function isInState(upload: Upload, state: StoredFileState): boolean {
  return upload.status === 'done' && (upload.stored.state ?? 'ready') === state
}

const moving: readonly UploadStatus[] = ['queued', 'inspecting', 'requesting', 'sending']

function isMoving({ status }: Upload): boolean {
  return moving.includes(status)
}

/** The weight of a round trip compared with bytes, so that empty files move the bar, too. */
const weightOfOneFileBytes = 16 * 1024

/** Whether its bytes are part of the totals: not if it existed already, was cancelled, or failed for good. */
export function countsInTotals(upload: Upload): boolean {
  if (upload.status === 'done') return upload.outcome === 'uploaded'
  if (upload.status === 'failed') return upload.error.retry.when !== 'never'
  return upload.status !== 'cancelled'
}

/** Whether it counts and is not done: it is at work, waits, is paused, or failed in a way that may be mended. */
export function isUnfinished(upload: Upload): boolean {
  return upload.status !== 'done' && countsInTotals(upload)
}

/** What the totals cannot know from the uploads alone. */
export interface TotalsContext {
  /** The ids of the current batch: all that are unfinished, and those that ended during it. */
  readonly batch: ReadonlySet<string>
  /** The last progress of this batch: it never falls. */
  readonly progressBefore: number
  readonly bytesPerSecond?: number | undefined
}

/** The sums over all uploads, and the progress of the current batch. */
export function computeTotals<TFile extends StoredFile>(
  uploads: Iterable<Upload<TFile>>,
  context: TotalsContext,
): Totals {
  let count = 0
  let done = 0
  let failed = 0
  let totalBytes = 0
  let inspectedBytes = 0
  let sentBytes = 0
  let unfinished = 0
  let registered = 0
  let leftBytes = 0
  let batchSize = 0
  let batchWeight = 0
  let batchEarned = 0
  for (const upload of uploads) {
    count += 1
    if (upload.status === 'done') done += 1
    if (upload.status === 'failed') failed += 1
    const isInBatch = context.batch.has(upload.id)
    if (isInBatch) batchSize += 1
    if (upload.status === 'done' && !isInitial(upload)) registered += 1
    if (isUnfinished(upload)) unfinished += 1
    if (!countsInTotals(upload)) continue
    const size = knownSizeOf(upload)
    totalBytes += size
    inspectedBytes += inspectedBytesOf(upload)
    sentBytes += upload.sentBytes
    // How long a person takes cannot be estimated.
    if (!isStill(upload)) leftBytes += size - upload.sentBytes
    if (!isInBatch) continue
    batchWeight += size + weightOfOneFileBytes
    batchEarned += upload.sentBytes + (upload.status === 'done' ? weightOfOneFileBytes : 0)
  }
  const { bytesPerSecond, progressBefore } = context
  return {
    count,
    done,
    failed,
    totalBytes,
    inspectedBytes,
    sentBytes,
    ...(bytesPerSecond && { bytesPerSecond, secondsLeft: leftBytes / bytesPerSecond }),
    progress:
      unfinished > 0
        ? Math.min(highestUnfinished, Math.max(progressBefore, batchEarned / batchWeight))
        : progressAtEnd(registered, batchSize, progressBefore),
  }
}

/** 100 % means registered. */
const highestUnfinished = 0.999

/** Nothing that counts is unfinished. If all the rest was cancelled, the bar stays where it was. */
function progressAtEnd(registered: number, batchSize: number, progressBefore: number): number {
  if (registered > 0) return 1
  return batchSize === 0 ? 0 : progressBefore
}

/** Totals are computed often, so they must not wait for the disk. A size that is not known yet is added later. */
function knownSizeOf(upload: Upload): number {
  return upload.file === null || isSizeKnown(upload.file) ? upload.size : 0
}

function inspectedBytesOf(upload: Upload): number {
  if (upload.status === 'inspecting') return upload.inspectedBytes
  // One that is done has no step left, and what was cancelled does not count.
  return upload.status !== 'done' && stepOf(upload) === 'inspecting' ? 0 : knownSizeOf(upload)
}
