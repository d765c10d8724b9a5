import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64 } from '../../shared/bytes/base64.js'
import { joinBytes } from '../../shared/bytes/joinBytes.js'
import { readChunks } from '../../shared/bytes/readChunks.js'
import { readBareEtag } from '../../shared/storage/readBareEtag.js'
import { digestHeader } from './digestHeader.js'
import { networkCodeOf } from './networkCodeOf.js'
import type { ObjectFacts, ObjectStore, StoredPart } from './ObjectStore.js'
import type { S3Client } from './S3Client.js'
import { StorageError } from './StorageError.js'

/** The size of a part. Twice as much is in memory. S3 takes no part smaller than 5 MiB, except the last. */
const partBytes = 8 * 1024 ** 2

interface Copy {
  readonly from: string
  readonly to: string
  readonly etag: string
}

/**
 * Copies an object by reading and writing it, for storage that has no copy of its own. Storage verifies what it is sent, and
 * keeps its SHA-256 of the whole object unless that has to go in parts. False if the object is gone or has changed.
 * @throws {StorageError} if what was read is not the whole object
 */
export async function copyThrough(store: ObjectStore, client: S3Client, copy: Copy): Promise<boolean> {
  const object = await store.head(copy.from)
  if (object?.etag !== copy.etag) return false
  return object.size <= partBytes ? copyWhole(store, client, copy, object) : copyInParts(store, client, copy, object)
}

async function copyWhole(
  store: ObjectStore,
  client: S3Client,
  { from, to: key, etag }: Copy,
  object: ObjectFacts,
): Promise<boolean> {
  const bytes = await store.read(from, { etag })
  if (!bytes) return false
  const parts: Uint8Array[] = []
  for await (const part of readParts(bytes, object)) parts.push(part)
  const { type, sha256: digest } = object
  const headers = {
    ...(type !== null && { 'content-type': type }),
    ...(digest !== null && { [digestHeader('sha-256')]: digest }),
  }
  await client.call({ operation: 'PutObject', method: 'PUT', key, headers, body: joinBytes(parts) })
  return true
}

async function copyInParts(
  store: ObjectStore,
  client: S3Client,
  { from, to: key, etag }: Copy,
  object: ObjectFacts,
): Promise<boolean> {
  const uploadId = await store.startParts(key, object.type ?? 'application/octet-stream')
  let isJoined = false
  try {
    const bytes = await store.read(from, { etag })
    if (!bytes) return false
    const parts: Pick<StoredPart, 'number' | 'etag'>[] = []
    for await (const body of readParts(bytes, object)) {
      const number = parts.length + 1
      const query = { partNumber: String(number), uploadId }
      const { headers } = await client.call({ operation: 'UploadPart', method: 'PUT', key, query, body })
      parts.push({ number, etag: readBareEtag(headers.get('etag')) ?? '' })
    }
    isJoined = (await store.joinParts(key, uploadId, parts)) === 'joined'
    // Now that the copy is there, nobody needs the parts of another confirm, or of a process that has stopped.
    if (isJoined) for (const id of await store.findMultipartUploads(key)) await store.abortParts(key, id)
    // Otherwise another confirm has made the same copy.
    return true
  } finally {
    if (!isJoined) await store.abortParts(key, uploadId)
  }
}

/**
 * Cuts a stream into parts, and fails unless it had the length and the digest of the object. The last part comes only then,
 * so that nothing is joined before all of it was checked.
 */
async function* readParts(
  bytes: ReadableStream<Uint8Array>,
  { size, sha256: digest }: ObjectFacts,
): AsyncGenerator<Uint8Array> {
  const hash = digest === null ? null : sha256.create()
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let length = 0
  for await (const chunk of readWell(bytes)) {
    hash?.update(chunk)
    length += chunk.length
    for (let rest = chunk; rest.length > 0;) {
      if (waitingBytes === partBytes) {
        yield joinBytes(waiting)
        waiting = []
        waitingBytes = 0
      }
      const taken = rest.subarray(0, partBytes - waitingBytes)
      waiting.push(taken)
      waitingBytes += taken.length
      rest = rest.subarray(taken.length)
    }
  }
  if (length !== size || (hash && toBase64(hash.digest()) !== digest)) {
    throw new StorageError('GetObject', { status: 200, code: null }, 'What was read is not what storage has described.')
  }
  yield joinBytes(waiting)
}

async function* readWell(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* readChunks(bytes)
  } catch (error) {
    throw new StorageError('GetObject', { status: null, code: networkCodeOf(error) })
  }
}
