import type { StoredFile, Totals, Upload } from './types.js'

/** Whether nothing will happen to it by itself: done, failed, cancelled, or paused by the user. */
export function isResting(upload: Upload): boolean {
  switch (upload.status) {
    case 'done':
    case 'failed':
    case 'cancelled':
      return true
    case 'paused':
      return upload.by === 'user'
    default:
      return false
  }
}

/** Whether it is on its way or waits to be, so that the user may hold it. Not while a confirm is on the wire. */
export function canPause(upload: Upload): boolean {
  return isMoving(upload) || (upload.status === 'paused' && upload.by === 'offline')
}

/** Whether the user paused it. */
export function canResume(upload: Upload): boolean {
  return upload.status === 'paused' && upload.by === 'user'
}

/** Whether it can still be called off. Not while a confirm is on the wire. */
export function canCancel(upload: Upload): boolean {
  return isMoving(upload) || upload.status === 'paused'
}

/** Whether another run could end better. A finished one can be sent again with `from: 'ticket'`, which is not this. */
export function canRetry(upload: Upload): boolean {
  return upload.status === 'cancelled' || (upload.status === 'failed' && upload.error.retry.when !== 'never')
}

/** Whether its row may go. Not while a confirm is on the wire. */
export function canRemove(upload: Upload): boolean {
  return upload.status !== 'confirming'
}

function isMoving(upload: Upload): boolean {
  return (
    upload.status === 'queued' ||
    upload.status === 'inspecting' ||
    upload.status === 'requesting' ||
    upload.status === 'sending'
  )
}

/** What a round trip weighs against bytes, so that empty files move the bar too. */
const weightOfOneFileBytes = 16 * 1024

/** Whether its bytes are part of the totals: not what was there already, was called off, or failed for good. */
export function countsInTotals(upload: Upload): boolean {
  if (upload.status === 'done') return upload.outcome === 'uploaded'
  if (upload.status === 'failed') return upload.error.retry.when !== 'never'
  return upload.status !== 'cancelled'
}

/** What the totals cannot know from the uploads alone. */
export interface TotalsContext {
  /** The ids that are part of the present batch. */
  readonly batch: ReadonlySet<string>
  /** The last progress of this batch: it never falls. */
  readonly progressBefore: number
  readonly bytesPerSecond?: number | undefined
}

/** The sums over all uploads, and the progress of the present batch. */
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
  let batchWeight = 0
  let batchEarned = 0
  let batchUnfinished = 0
  let batchDone = 0
  for (const upload of uploads) {
    count += 1
    if (upload.status === 'done') done += 1
    if (upload.status === 'failed') failed += 1
    const isInBatch = context.batch.has(upload.id)
    if (isInBatch && upload.status === 'done') batchDone += 1
    if (!countsInTotals(upload)) continue
    totalBytes += upload.size
    inspectedBytes += inspectedBytesOf(upload)
    sentBytes += upload.sentBytes
    if (!isInBatch) continue
    batchWeight += upload.size + weightOfOneFileBytes
    batchEarned += upload.sentBytes + (upload.status === 'done' ? weightOfOneFileBytes : 0)
    if (upload.status !== 'done') batchUnfinished += 1
  }
  const isComplete = batchUnfinished === 0 && batchDone > 0
  const { bytesPerSecond, progressBefore } = context
  const leftBytes = totalBytes - sentBytes
  return {
    count,
    done,
    failed,
    totalBytes,
    inspectedBytes,
    sentBytes,
    ...(bytesPerSecond && { bytesPerSecond, secondsLeft: leftBytes / bytesPerSecond }),
    progress: isComplete
      ? 1
      : Math.min(highestUnfinished, Math.max(progressBefore, batchWeight === 0 ? 0 : batchEarned / batchWeight)),
  }
}

/** 100 % means registered. */
const highestUnfinished = 0.999

function inspectedBytesOf(upload: Upload): number {
  if (upload.status === 'inspecting') return upload.inspectedBytes
  const isBeforeInspection =
    (upload.status === 'queued' && upload.next === 'inspecting') ||
    ((upload.status === 'paused' || upload.status === 'failed') && upload.at === 'inspecting')
  return isBeforeInspection ? 0 : upload.size
}
