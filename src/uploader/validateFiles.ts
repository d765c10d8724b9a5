import { matchesAccept } from './accept.js'
import { describeOption } from '../shared/options/describeOption.js'
import { isInitial } from './selectors.js'
import type { FileFacts } from './fileFacts.js'
import type { RejectionReason, Restrictions } from '../contract/restrictions.js'
import type { Upload } from '../contract/upload.js'

/** A file that asks to be let in. */
export interface Candidate {
  readonly file: File
  readonly facts: FileFacts
}

/** A file that passed, or one that did not and why. */
export type Verdict = Candidate &
  (
    | { readonly kind: 'accepted'; readonly replaces?: string }
    | { readonly kind: 'rejected'; readonly reasons: readonly RejectionReason[] }
  )

interface Intake {
  readonly restrictions: Restrictions
  /** The rows that are counted, in the order they were added. */
  readonly present: Iterable<Upload>
  /** The backend's own limits. */
  readonly checkBackend: (file: File) => readonly RejectionReason[]
}

/**
 * Goes through the files in their order and decides on each. With `overflow: 'replace'` a file takes the place of the
 * oldest row that can go, and within one batch the later file that of the earlier.
 */
export function screen(candidates: readonly Candidate[], intake: Intake): readonly Verdict[] {
  const { restrictions } = intake
  const places = createPlaces(intake)
  const verdicts: Verdict[] = []
  for (const { file, facts } of candidates) {
    const reasons = [
      ...reasonsAgainst(file, facts, restrictions),
      ...readReasons('restrictions.check', restrictions.check?.(file)),
      ...readReasons('backend.check', intake.checkBackend(file)),
    ]
    const replaced = reasons.length === 0 ? places.take(facts, reasons, verdicts.length) : undefined
    if (reasons.length > 0) verdicts.push({ kind: 'rejected', file, facts, reasons })
    else verdicts.push({ kind: 'accepted', file, facts, ...(replaced?.kind === 'row' && { replaces: replaced.id }) })
    if (replaced?.kind === 'candidate') rejectLater(verdicts, replaced.index, restrictions)
  }
  return verdicts
}

/**
 * What the app's own function says of a file. Nothing said means that the file is allowed.
 * @throws {TypeError} if it is no list, such as the promise of an asynchronous function
 */
function readReasons(option: string, reasons: unknown): readonly RejectionReason[] {
  if (reasons === undefined || reasons === null) return []
  if (Array.isArray(reasons)) return reasons as readonly RejectionReason[]
  throw new TypeError(`${option} must return a list of reasons; it returned ${describeOption(reasons)}.`)
}

/** What can be told from name, type and size alone. */
function reasonsAgainst(file: File, facts: FileFacts, restrictions: Restrictions): RejectionReason[] {
  const { accept, maxSizeBytes, minSizeBytes } = restrictions
  const reasons: RejectionReason[] = []
  if (accept && !matchesAccept(accept, file)) reasons.push({ code: 'type-not-accepted', limit: accept })
  if (maxSizeBytes !== undefined && facts.size > maxSizeBytes)
    reasons.push({ code: 'file-too-large', limit: maxSizeBytes })
  if (minSizeBytes !== undefined && facts.size < minSizeBytes)
    reasons.push({ code: 'file-too-small', limit: minSizeBytes })
  return reasons
}

type Replaced = { readonly kind: 'row'; readonly id: string } | { readonly kind: 'candidate'; readonly index: number }

/** A place among the rows: taken by one that is there, or by one let in a moment ago. */
interface Place {
  readonly sizeBytes: number
  readonly holder: Replaced
  readonly isFixed: boolean
}

function createPlaces({ restrictions, present }: Intake): {
  take(facts: FileFacts, reasons: RejectionReason[], index: number): Replaced | undefined
} {
  const { maxFiles = Infinity, maxTotalBytes = Infinity, overflow } = restrictions
  if (maxFiles === Infinity && maxTotalBytes === Infinity) return { take: () => undefined }
  // A size is read only if it counts, because a browser goes to the disk for it.
  const readSize = (facts: Pick<FileFacts, 'size'>): number => (maxTotalBytes === Infinity ? 0 : facts.size)
  const places: Place[] = Array.from(present, (upload) => toPlace(upload, readSize)).filter(
    (place) => place !== undefined,
  )
  let totalBytes = places.reduce((sum, place) => sum + place.sizeBytes, 0)

  return {
    take(facts, reasons, index) {
      const sizeBytes = readSize(facts)
      const oldest =
        places.length >= maxFiles && overflow === 'replace' ? places.findIndex((place) => !place.isFixed) : -1
      const leaving = places[oldest]
      if (places.length >= maxFiles && !leaving) {
        reasons.push({ code: 'too-many-files', limit: maxFiles })
        return undefined
      }
      const nextTotal = totalBytes - (leaving?.sizeBytes ?? 0) + sizeBytes
      if (nextTotal > maxTotalBytes) {
        reasons.push({ code: 'total-too-large', limit: maxTotalBytes })
        return undefined
      }
      if (leaving) places.splice(oldest, 1)
      places.push({ sizeBytes, holder: { kind: 'candidate', index }, isFixed: false })
      totalBytes = nextTotal
      return leaving?.holder
    },
  }
}

/** A row that was called off or failed for good takes no place. One whose confirm is on the wire cannot be moved. */
function toPlace(upload: Upload, readSize: (facts: Pick<FileFacts, 'size'>) => number): Place | undefined {
  if (upload.status === 'cancelled') return undefined
  if (upload.status === 'failed' && upload.error.retry.when === 'never') return undefined
  return {
    sizeBytes: isInitial(upload) ? 0 : readSize(upload),
    holder: { kind: 'row', id: upload.id },
    isFixed: upload.status === 'confirming',
  }
}

function rejectLater(verdicts: Verdict[], index: number, { maxFiles = 0 }: Restrictions): void {
  const displaced = verdicts[index]
  if (displaced?.kind !== 'accepted') return
  const rejected: Verdict = {
    kind: 'rejected',
    file: displaced.file,
    facts: displaced.facts,
    reasons: [{ code: 'too-many-files', limit: maxFiles }],
  }
  verdicts[index] = rejected
  // The row it was to replace goes all the same, to the newcomer.
  const newcomer = verdicts.at(-1)
  if (displaced.replaces !== undefined && newcomer?.kind === 'accepted') {
    verdicts[verdicts.length - 1] = { ...newcomer, replaces: displaced.replaces }
  }
}
