import type { FileRecord, Found, UploadRecord } from '../../records/Records.js'
import { verifyObject, type Verification } from '../confirm/verifyObject.js'
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

/** Says what storage has under the key of an upload. */
export type Look = (upload: UploadRecord) => Promise<Verification['kind']>

/**
 * Looks at each upload once, however many files of a call have its content: an attacker could have the same object read a
 * hundred times.
 */
export function lookOnce(service: UploadService): Look {
  const looks = new Map<string, ReturnType<Look>>()
  return (upload) => {
    const look = looks.get(upload.id) ?? verifyObject(service, upload).then(({ kind }) => kind)
    looks.set(upload.id, look)
    return look
  }
}

/** Finds the way with the least to do. What records say about objects is held against storage. */
export async function planUpload(
  service: UploadService,
  profile: string,
  member: Admitted,
  found: Found,
  look: Look,
): Promise<UploadPlan> {
  const files = await findKept(service, profile, member, found.files)
  const file = files.find((one) => isSameRecord(one, member.file))
  if (file) return { kind: 'existing', file }
  const earlier = found.uploads.findLast(({ idempotencyKey }) => idempotencyKey === member.idempotencyKey)
  const arrived = await findArrived(look, profile, member, found.uploads)
  if (arrived) {
    const isStored = arrived.state === 'stored' || (await markStored(service, arrived))
    return isStored ? { kind: 'stored', upload: { ...arrived, state: 'stored' } } : { kind: 'look-again' }
  }
  const [sameBytes] = files
  // The earlier upload would be in the way: an owner has one for each key.
  if (sameBytes && !earlier) return { kind: 'open-over', objectKey: sameBytes.objectKey }
  if (earlier && (await canBeSent(service, look, profile, member, earlier)))
    return { kind: 'send-again', upload: earlier }
  return { kind: 'open', replaced: earlier }
}

/** The files with the same bytes whose objects are as they were when they were registered. */
async function findKept(
  { storage }: UploadService,
  profile: string,
  { content, file }: Admitted,
  files: readonly FileRecord[],
): Promise<readonly FileRecord[]> {
  if (content === null) return []
  const same = files.filter((one) => one.content === content && one.profile === profile)
  const candidates = same.toSorted((a, b) => Number(isSameRecord(b, file)) - Number(isSameRecord(a, file)))
  const kept = await Promise.all(
    candidates.slice(0, mostCandidates).map(async (one) => {
      const object = await storage.head(one.objectKey)
      return object?.etag === one.etag ? one : null
    }),
  )
  return kept.filter((one) => one !== null)
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
    if ((await look(upload)) === 'verified') return upload
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
  if ((await look(earlier)) !== 'missing') return false
  if (multipartId === null) return true
  // Storage may have dropped the parts, or they are of another size since the server was configured anew.
  const parts = await storage.listParts(key, multipartId)
  return parts !== null && parts.every((part) => fitsPlan(file.size, terms.partSizeBytes, part))
}
