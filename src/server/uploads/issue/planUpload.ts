import type { FileRecord, Found, UploadRecord } from '../../records/Records.js'
import { verifyObject, type Verification } from '../confirm/verifyObject.js'
import { memoize } from '../memoize.js'
import { fitsPlan } from '../parts/partPlan.js'
import type { UploadService } from '../UploadService.js'
import type { Admitted } from './admitFiles.js'
import { fitsWay, isSameRecord, isSameUpload } from './isSameUpload.js'

/** What is to be recorded for a file. */
export type UploadPlan =
  | { readonly kind: 'existing'; readonly file: FileRecord }
  | { readonly kind: 'stored'; readonly upload: UploadRecord }
  | { readonly kind: 'send-again'; readonly upload: UploadRecord }
  | { readonly kind: 'open-over'; readonly objectKey: string }
  /** `replaced` has the same idempotency key, and is for another file or can no longer be sent. */
  | { readonly kind: 'open'; readonly replaced: UploadRecord | undefined }
  | { readonly kind: 'look-again' }

/** Of many files with the same bytes, a few tell whether storage still has them. */
const mostCandidates = 3

/** Says what storage has. */
export interface Look {
  /** Under the key of an upload. */
  readonly upload: (upload: UploadRecord) => Promise<Verification['kind']>
  /** Whether the object of a file is as it was when it was registered. */
  readonly isKept: (file: FileRecord) => Promise<boolean>
}

/**
 * Looks at each object once, however many files of a call have its content: an attacker could have the same object read a
 * hundred times.
 */
export function lookOnce(service: UploadService): Look {
  return {
    upload: memoize(async (upload: UploadRecord) => {
      // Tickets for the same bytes may be asked for again and again, and nothing is registered with one.
      return (await verifyObject(service, upload, { believesEarlier: true })).kind
    }, idOf),
    isKept: memoize(
      async ({ objectKey, etag }: FileRecord) => (await service.storage.head(objectKey))?.etag === etag,
      idOf,
    ),
  }
}

function idOf({ id }: { readonly id: string }): string {
  return id
}

/** Finds the way with the least to do. What records say about objects is held against storage. */
export async function planUpload(
  service: UploadService,
  profile: string,
  member: Admitted,
  found: Found,
  look: Look,
): Promise<UploadPlan> {
  const kept = await findKept(look, profile, member, found.files)
  if (kept && isSameRecord(kept, member.file)) return { kind: 'existing', file: kept }
  const earlier = found.uploads.findLast(({ idempotencyKey }) => idempotencyKey === member.idempotencyKey)
  const arrived = await findArrived(look, profile, member, found.uploads)
  if (arrived) {
    const isStored = arrived.state === 'stored' || (await markStored(service, arrived))
    return isStored ? { kind: 'stored', upload: { ...arrived, state: 'stored' } } : { kind: 'look-again' }
  }
  // The earlier upload would be in the way: an owner has one for each key.
  if (kept && !earlier) return { kind: 'open-over', objectKey: kept.objectKey }
  if (earlier && (await canBeSent(service, look, profile, member, earlier)))
    return { kind: 'send-again', upload: earlier }
  return { kind: 'open', replaced: earlier }
}

/**
 * A file with the same bytes, whose object storage still has; if possible one with the same name and metadata. Nearly
 * always the first one is kept, so the others are looked at only after it.
 */
async function findKept(
  look: Look,
  profile: string,
  { content, file }: Admitted,
  files: readonly FileRecord[],
): Promise<FileRecord | undefined> {
  if (content === null) return undefined
  const same = files.filter((one) => one.content === content && one.profile === profile)
  const candidates = same.toSorted((a, b) => Number(isSameRecord(b, file)) - Number(isSameRecord(a, file)))
  for (const candidate of candidates.slice(0, mostCandidates)) if (await look.isKept(candidate)) return candidate
  return undefined
}

/** Another file of the same call may have been first. */
async function markStored({ records }: UploadService, { id, owner }: UploadRecord): Promise<boolean> {
  if (await records.markStored(id)) return true
  const [now] = await records.findUploads(owner, [id])
  return now?.state === 'stored'
}

/** An upload of the same file whose bytes have arrived and were never registered. */
async function findArrived(
  look: Look,
  profile: string,
  { idempotencyKey, content, file }: Admitted,
  uploads: readonly UploadRecord[],
): Promise<UploadRecord | undefined> {
  const candidates = uploads
    .filter((one) => one.idempotencyKey === idempotencyKey || (content !== null && one.content === content))
    .filter((one) => isSameUpload(one, profile, file))
  for (const upload of candidates.slice(-mostCandidates).toReversed()) {
    if ((await look.upload(upload)) === 'verified') return upload
  }
  return undefined
}

/** Whether the client may send the same upload again, to the same key. */
async function canBeSent(
  { storage, terms }: UploadService,
  look: Look,
  profile: string,
  { file, way }: Admitted,
  earlier: UploadRecord,
): Promise<boolean> {
  const { state, key, multipartId } = earlier
  if (state !== 'pending' || !isSameUpload(earlier, profile, file) || !fitsWay(earlier, way)) return false
  // Another object under the key would stay in the way of the right one.
  if ((await look.upload(earlier)) !== 'missing') return false
  if (multipartId === null) return true
  // Storage may have dropped the parts, or they are of another size since the server was configured anew.
  const parts = await storage.listParts(key, multipartId)
  return parts !== null && parts.every((part) => fitsPlan(file.size, terms.partSizeBytes, part))
}
