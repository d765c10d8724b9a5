import { contradictsAccept } from '../../../shared/accept/contradictsAccept.js'
import { signatures } from '../../../inspect/worker/sniff/signatures.js'
import { sniffType } from '../../../inspect/worker/sniff/sniffType.js'
import { readChunks } from '../../../shared/bytes/readChunks.js'
import { bareType, canonicalType } from '../../../shared/mime/canonicalType.js'
import type { ObjectFacts } from '../../storage/ObjectStore.js'
import type { UploadRecord } from '../../records/Records.js'
import type { AnnouncedFile } from '../AnnouncedFile.js'
import { isOverwritable } from '../issue/objectKeys.js'
import { headBytes } from '../../shared/headBytes.js'
import type { UploadService } from '../UploadService.js'
import { hasDigest } from './hasDigest.js'

/** What storage has under the key of an upload. */
export type Verification =
  | { readonly kind: 'verified'; readonly object: ObjectFacts }
  /** Nothing has arrived, or not yet. */
  | { readonly kind: 'missing' }
  /** It is not the object of which the client knows the ETag. */
  | { readonly kind: 'other-etag' }
  /** It is not what was announced, and never will be. */
  | { readonly kind: 'different' }
  /** The profile does not accept it. */
  | { readonly kind: 'refused' }

export interface VerifyOptions {
  readonly etag?: string | null
  readonly believesEarlier?: boolean
}

/**
 * Holds the object of an upload against what was announced.
 *
 * @param etag what the client got from storage; null if it got none
 * @param believesEarlier whether it need not be read again if it was read before and has the same ETag. What is registered
 *   is always read: there are files with one MD5, of which an ETag tells no more.
 */
export async function verifyObject(
  service: UploadService,
  upload: UploadRecord,
  { etag = null, believesEarlier = false }: VerifyOptions = {},
): Promise<Verification> {
  const { key, announced } = upload
  const object = await service.storage.head(key)
  if (!object) return { kind: 'missing' }
  if (!isAsAnnounced(object, announced)) return { kind: 'different' }
  // Before anything is read, so that nobody can have the same object read again and again.
  if (etag !== null && etag !== object.etag) return { kind: 'other-etag' }
  const fault = await findFault(service, upload, { ...object, key }, believesEarlier)
  if (!fault) return { kind: 'verified', object }
  // Other bytes may have arrived while these were to be read. They are looked at when they are confirmed.
  const isStill = (await service.storage.head(key))?.etag === object.etag
  return { kind: isStill ? fault : 'other-etag' }
}

/**
 * Whether the copy of a verified object is what was announced. Between the two, other bytes may have arrived, with an ETag
 * that was chosen to hide it.
 */
export async function isRightCopy(service: UploadService, upload: UploadRecord, copy: ObjectAt): Promise<boolean> {
  if (!isAsAnnounced(copy, upload.announced)) return false
  return (await findFault(service, { ...upload, state: 'pending' }, copy, false)) === null
}

/** An object and where it is. */
export type ObjectAt = ObjectFacts & { readonly key: string }

function isAsAnnounced({ size, type, encoding }: ObjectFacts, announced: AnnouncedFile): boolean {
  // No signature covers the encoding. Whoever reads the object would unpack it, and see other bytes, and any number of them.
  return size === announced.size && isSameType(type, announced.type) && encoding === null
}

/** What is wrong with the bytes of an object. */
async function findFault(
  service: UploadService,
  upload: UploadRecord,
  object: ObjectAt,
  believesEarlier: boolean,
): Promise<'different' | 'refused' | null> {
  if (!(await hasAnnouncedDigest(service, upload, object, believesEarlier))) return 'different'
  const { accept, verifyHead } = service.profiles.get(upload.profile) ?? {}
  if (!verifyHead || accept === undefined) return null
  return (await hasAcceptedHead(service, upload, object, accept)) ? null : 'refused'
}

async function hasAnnouncedDigest(
  service: UploadService,
  upload: UploadRecord,
  object: ObjectAt,
  believesEarlier: boolean,
): Promise<boolean> {
  const { key, state, isOverObject } = upload
  const { digest } = upload.announced
  // A stored object has been verified, and cannot be overwritten unless its URL lets it.
  const isKnown = state === 'stored' && (isOverObject || !isOverwritable(key))
  return !digest || isKnown || hasDigest(service, upload, object, digest, believesEarlier)
}

function isSameType(stored: string | null, announced: string): boolean {
  return stored === null || bareType(stored) === bareType(announced)
}

async function hasAcceptedHead(
  { storage }: UploadService,
  { announced: file }: UploadRecord,
  { key, etag, size }: ObjectAt,
  accept: string,
): Promise<boolean> {
  const stream = await storage.read(key, { etag, mostBytes: headBytes })
  if (!stream) return false
  const head = new Uint8Array(headBytes)
  let filled = 0
  for await (const chunk of readChunks(stream)) {
    const taken = chunk.subarray(0, headBytes - filled)
    head.set(taken, filled)
    filled += taken.length
    if (filled === headBytes) break
  }
  // An empty object that has taken its place has no ETag here.
  if (filled < Math.min(size, headBytes)) return false
  const sniffed = sniffType(head.subarray(0, filled))
  if (sniffed === undefined && isKnownPicture(file.type)) return false
  return !contradictsAccept(accept, file, sniffed)
}

/** Other bytes may say nothing about themselves. Those of a picture always do, if its type has a signature. */
function isKnownPicture(type: string): boolean {
  const name = canonicalType(type)
  return name.startsWith('image/') && signatures.some(([, signed]) => canonicalType(signed) === name)
}
