import { matchesAccept } from '../shared/accept/accept.js'
import { checkOption } from '../shared/options/ownOptions.js'
import { sizeOf } from '../shared/fileSize.js'
import { countsInTotals, isInitial, isInState } from './selectors.js'
import type { RejectionReason, Restrictions } from '../contract/restrictions.js'
import type { Upload } from '../contract/upload.js'

/** Whether a file is accepted, and if not, why. */
export type Validation = { readonly file: File } & (
  | { readonly kind: 'accepted'; readonly replaces?: string }
  | { readonly kind: 'rejected'; readonly reasons: readonly RejectionReason[] }
)

interface Intake {
  readonly restrictions: Restrictions
  /**
   * The rows that count towards the limits, in the order they were added. A function, because a dropzone adds thousands of
   * files in slices, and most apps have no limits for which each slice would have to go through all rows.
   */
  readonly present: () => Iterable<Upload>
  /** What the backend's own limits say. */
  readonly checkBackend: (file: File) => readonly RejectionReason[] | undefined
}

/**
 * Decides on each file in turn. With `overflow: 'replace'`, a file replaces the oldest row that can be removed, and a later
 * file replaces an earlier one of the same `add`.
 */
export function validateFiles(files: readonly File[], intake: Intake): readonly Validation[] {
  const { restrictions } = intake
  const takeSlot = createSlots(intake)
  const results: Validation[] = []
  for (const file of files) {
    const reasons = [
      ...reasonsAgainst(file, restrictions),
      ...readReasons('restrictions.check', restrictions.check?.(file)),
      ...readReasons('backend.check', intake.checkBackend(file)),
    ]
    const replaced = reasons.length === 0 ? takeSlot(file, reasons, results.length) : undefined
    if (reasons.length > 0) results.push({ kind: 'rejected', file, reasons })
    else results.push({ kind: 'accepted', file, ...(replaced?.kind === 'row' && { replaces: replaced.id }) })
    if (replaced?.kind === 'candidate') rejectLater(results, replaced.index, restrictions)
  }
  return results
}

/**
 * The reasons that the app's own function gives. No reasons mean that the file is allowed.
 * @throws {TypeError} if it is no list, such as the promise of an asynchronous function
 */
function readReasons(option: string, reasons: unknown): readonly RejectionReason[] {
  if (reasons === undefined || reasons === null) return []
  checkOption(`What ${option} returns`, reasons, [Array.isArray, 'a list of reasons'])
  return reasons as readonly RejectionReason[]
}

/** The reasons that name, type and size alone give. */
function reasonsAgainst(file: File, restrictions: Restrictions): RejectionReason[] {
  const { accept, maxSizeBytes, minSizeBytes } = restrictions
  const reasons: RejectionReason[] = []
  if (accept && !matchesAccept(accept, file)) reasons.push({ code: 'type-not-accepted', limit: accept })
  if (maxSizeBytes !== undefined && sizeOf(file) > maxSizeBytes)
    reasons.push({ code: 'file-too-large', limit: maxSizeBytes })
  if (minSizeBytes !== undefined && sizeOf(file) < minSizeBytes)
    reasons.push({ code: 'file-too-small', limit: minSizeBytes })
  return reasons
}

type Replaced = { readonly kind: 'row'; readonly id: string } | { readonly kind: 'candidate'; readonly index: number }

/** One of the rows that `maxFiles` allows: taken by a row that exists, or by a file accepted a moment ago. */
interface RowSlot {
  readonly sizeBytes: number
  readonly holder: Replaced
  readonly isFixed: boolean
}

/** Takes one of the rows that are allowed, and returns what leaves it. If there is none, it adds to the reasons. */
type TakeSlot = (file: File, reasons: RejectionReason[], index: number) => Replaced | undefined

function createSlots({ restrictions, present }: Intake): TakeSlot {
  const { maxFiles = Infinity, maxTotalBytes = Infinity, overflow } = restrictions
  if (maxFiles === Infinity && maxTotalBytes === Infinity) return () => undefined
  // A size is read only if it counts, because a browser goes to the disk for it.
  const isSizeRead = maxTotalBytes !== Infinity
  const taken: RowSlot[] = Array.from(present(), (upload) => toSlot(upload, isSizeRead)).filter(
    (slot) => slot !== undefined,
  )
  let totalBytes = taken.reduce((sum, slot) => sum + slot.sizeBytes, 0)

  return (file, reasons, index) => {
    const sizeBytes = isSizeRead ? sizeOf(file) : 0
    const oldest = taken.length >= maxFiles && overflow === 'replace' ? taken.findIndex((slot) => !slot.isFixed) : -1
    const leaving = taken[oldest]
    if (taken.length >= maxFiles && !leaving) {
      reasons.push({ code: 'too-many-files', limit: maxFiles })
      return undefined
    }
    const nextTotal = totalBytes - (leaving?.sizeBytes ?? 0) + sizeBytes
    if (nextTotal > maxTotalBytes) {
      reasons.push({ code: 'total-too-large', limit: maxTotalBytes })
      return undefined
    }
    if (leaving) taken.splice(oldest, 1)
    taken.push({ sizeBytes, holder: { kind: 'candidate', index }, isFixed: false })
    totalBytes = nextTotal
    return leaving?.holder
  }
}

/**
 * A row that was cancelled or failed for good does not count, and neither does one whose file the backend has rejected.
 * One that is being confirmed cannot be removed.
 */
function toSlot(upload: Upload, isSizeRead: boolean): RowSlot | undefined {
  if (upload.status === 'done' ? isInState(upload, 'rejected') : !countsInTotals(upload)) return undefined
  return {
    sizeBytes: isSizeRead && !isInitial(upload) ? upload.size : 0,
    holder: { kind: 'row', id: upload.id },
    isFixed: upload.status === 'confirming',
  }
}

function rejectLater(results: Validation[], index: number, { maxFiles = 0 }: Restrictions): void {
  const displaced = results[index]
  if (displaced?.kind !== 'accepted') return
  const rejected: Validation = {
    kind: 'rejected',
    file: displaced.file,
    reasons: [{ code: 'too-many-files', limit: maxFiles }],
  }
  results[index] = rejected
  // The row that it was to replace is replaced all the same, by the newcomer.
  const newcomer = results.at(-1)
  if (displaced.replaces !== undefined && newcomer?.kind === 'accepted') {
    results[results.length - 1] = { ...newcomer, replaces: displaced.replaces }
  }
}
