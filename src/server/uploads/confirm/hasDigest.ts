import { bytesToHex } from '@noble/hashes/utils.js'
import { fromBase64, toBase64 } from '../../../shared/bytes/base64.js'
import { readChunks } from '../../../shared/bytes/readChunks.js'
import type { ObjectFacts, ObjectStore } from '../../storage/ObjectStore.js'
import type { UploadRecord } from '../../records/Records.js'
import type { AnnouncedDigest } from '../AnnouncedFile.js'
import type { UploadService } from '../UploadService.js'
import { createHasher } from './createHasher.js'

/** Whether an object has a digest: by storage's own checksum if it has one, otherwise by reading the object. */
export async function hasDigest(
  { storage, terms, reads }: UploadService,
  { owner, key }: UploadRecord,
  object: ObjectFacts,
  digest: AnnouncedDigest,
): Promise<boolean> {
  const { algorithm, base64 } = digest
  if (algorithm === 'sha-256' && object.sha256 !== null) return object.sha256 === base64
  // An ETag is the MD5 of the bytes unless they were sent in parts or storage encrypts them. Another one says nothing.
  if (algorithm === 'md5' && object.etag === bytesToHex(fromBase64(base64))) return true
  // Larger ones are not read, and pass.
  if (object.size > terms.hashUpToBytes) return true
  return reads.take(owner, `${key} ${object.etag} ${base64}`, () => hasBytesOf(storage, key, object, digest))
}

async function hasBytesOf(
  storage: ObjectStore,
  key: string,
  { etag }: ObjectFacts,
  { algorithm, base64 }: AnnouncedDigest,
): Promise<boolean> {
  const bytes = await storage.read(key, { etag })
  if (!bytes) return false
  const hasher = createHasher(algorithm)
  for await (const chunk of readChunks(bytes)) hasher.update(chunk)
  return toBase64(hasher.digest()) === base64
}
