import { bytesToHex } from '@noble/hashes/utils.js'
import { fromBase64, toBase64 } from '../../../shared/bytes/base64.js'
import { readChunks } from '../../../shared/bytes/readChunks.js'
import type { ObjectFacts, ObjectStore } from '../../storage/ObjectStore.js'
import type { UploadRecord } from '../../records/Records.js'
import type { AnnouncedDigest } from '../AnnouncedFile.js'
import type { UploadService } from '../UploadService.js'
import { isOverwritable } from '../issue/objectKeys.js'
import { createHasher } from './createHasher.js'
import type { ObjectAt } from './verifyObject.js'

/**
 * Whether an object has a digest: by storage's own checksum if it has one, otherwise by reading the object.
 *
 * @param believesEarlier whether an object with the ETag of one that was read counts as read
 */
export async function hasDigest(
  { storage, terms, reads, verified }: UploadService,
  { owner, key: keyToSend }: UploadRecord,
  object: ObjectAt,
  digest: AnnouncedDigest,
  believesEarlier: boolean,
): Promise<boolean> {
  const { algorithm, base64 } = digest
  const { key } = object
  if (algorithm === 'sha-256' && object.sha256 !== null) return object.sha256 === base64
  // An ETag is the MD5 of the bytes unless they were sent in parts or storage encrypts them. Another one says nothing.
  // MinIO takes an ETag from an unsigned header that is meant for its replication, so there it proves nothing either.
  const isChosen = storage.abilities.needsCopyGuard && isOverwritable(keyToSend)
  if (algorithm === 'md5' && !isChosen && object.etag === bytesToHex(fromBase64(base64))) return true
  // Larger ones are not read, and pass.
  if (object.size > terms.hashUpToBytes) return true
  const name = `${key} ${object.etag} ${base64}`
  if (believesEarlier && verified.has(name)) return true
  const isRight = await reads.take(owner, name, () => hasBytesOf(storage, key, object, digest))
  if (isRight) verified.add(name)
  return isRight
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
