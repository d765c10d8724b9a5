import type { UploadRecord } from '../../records/Records.js'
import { longestTimerMs } from '../../../shared/longestTimerMs.js'
import { announceAgain } from '../confirm/announceFile.js'
import { endUpload, removeBytes } from '../endUpload.js'
import { isOverwritable } from '../issue/objectKeys.js'
import type { UploadService } from '../UploadService.js'

export interface SweepOptions {
  /** How long it may take; what is left is for the next time. Infinity: until everything is swept. @default 25 */
  readonly withinSeconds?: number
  /** Milliseconds since 1970. @default now */
  readonly nowMs?: number
}

/** What was swept. */
export interface Swept {
  /** Uploads that were never finished, and have failed now. */
  readonly failed: number
  /** Ended uploads that are forgotten, because no URL can bring their bytes any more. */
  readonly forgotten: number
  /** Objects that nothing needed. */
  readonly removed: number
  /** Registered files that the app was told about, because an earlier attempt had failed. */
  readonly announced: number
  /** Whether there is more to sweep now. */
  readonly hasMore: boolean
}

/** As many as are taken from the records at a time, and looked after at the same time. */
const batch = 100
const atOnce = 8

/** A URL that was used just before it expired may still bring bytes for a while. */
const graceMs = 60 * 60 * 1000

/** A hook that has just been called may not be finished. */
const announcedAfterMs = 2 * 60 * 1000

/** How long what is under way at the end is waited for: a hook may never be finished. */
const patienceMs = 5000

/**
 * Removes what uploads have left behind. Every step is conditional in the records, so it may run in several processes, and
 * beside any call of a client: what is registered stays.
 */
export async function sweep(service: UploadService, options: SweepOptions = {}): Promise<Swept> {
  const { withinSeconds = 25, nowMs = Date.now() } = options
  const counts = { failed: 0, forgotten: 0, removed: 0, announced: 0 }
  const endsAtMs = performance.now() + withinSeconds * 1000
  let timer: ReturnType<typeof setTimeout> | undefined
  const isOver = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), Math.min(withinSeconds * 1000 + patienceMs, longestTimerMs))
  })
  try {
    const hasMore = await Promise.race([sweepAll(service, nowMs, counts, endsAtMs), isOver])
    return { ...counts, hasMore }
  } finally {
    clearTimeout(timer)
  }
}

/** Answers whether there is more. */
async function sweepAll(service: UploadService, nowMs: number, counts: Counts, endsAtMs: number): Promise<boolean> {
  const isLate = (): boolean => performance.now() >= endsAtMs
  for (;;) {
    const before = sumOf(counts)
    const hasMore = await sweepOnce(service, nowMs, counts, isLate)
    if (isLate()) return true
    // An upload that has failed is ended in the next round. What a round could not sweep waits for the next call.
    if (sumOf(counts) === before) return hasMore
  }
}

type Counts = { -readonly [Name in Exclude<keyof Swept, 'hasMore'>]: number }

function sumOf({ failed, forgotten, removed, announced }: Counts): number {
  return failed + forgotten + removed + announced
}

/** Answers whether there is more. */
async function sweepOnce(
  service: UploadService,
  nowMs: number,
  counts: Counts,
  isLate: () => boolean,
): Promise<boolean> {
  const { records, storage, terms, hooks } = service
  const overdue = await records.findOverdue(
    { openedBeforeMs: nowMs - terms.keepUnfinishedSeconds * 1000, urlsExpiredBeforeMs: nowMs - graceMs },
    batch,
  )
  const unannounced = await records.takeUnannounced(nowMs - announcedAfterMs, nowMs, batch)
  const each = <T>(items: readonly T[], count: keyof Counts, run: (item: T) => Promise<boolean>): Promise<void> =>
    forEach(items, async (item) => {
      if (isLate()) return
      try {
        if (await run(item)) counts[count] += 1
      } catch (error) {
        hooks.onError(error, 'sweep')
      }
    })
  await each(overdue.uploads, 'failed', (upload) => endUpload(service, upload))
  await each(overdue.ended, 'forgotten', async (upload) => {
    await removeLeftovers(service, upload)
    await records.forgetUpload(upload.id)
    return true
  })
  await each(overdue.droppedKeys, 'removed', async (key) => {
    await storage.remove(key)
    await records.forgetObject(key)
    return true
  })
  await each(unannounced, 'announced', (file) => announceAgain(service, file))
  return overdue.hasMore || unannounced.length === batch
}

/** Removes what arrived for an upload after it had ended, and parts of which no record tells, because a process stopped. */
async function removeLeftovers(service: UploadService, upload: UploadRecord): Promise<void> {
  const { storage } = service
  if (upload.isOverObject) return
  // The object of a registered upload is the file's, unless it was copied.
  if (upload.state === 'registered' && !isOverwritable(upload.key)) return
  for (const id of await storage.findMultipartUploads(upload.key)) await storage.abortParts(upload.key, id)
  if (upload.state === 'registered') await storage.remove(upload.key)
  else await removeBytes(service, upload, null)
}

async function forEach<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work))
}
