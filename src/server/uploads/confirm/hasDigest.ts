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
  if (algorithm === 'md5' && object.etag === toHex(atob(base64))) return true
  // Larger ones are not read, and pass.
  if (object.size > terms.hashUpToBytes) return true
  return reads.take(owner, `${key} ${object.etag} ${base64}`, () => hasBytesOf(storage, key, digest))
}

async function hasBytesOf(storage: ObjectStore, key: string, { algorithm, base64 }: AnnouncedDigest): Promise<boolean> {
  const bytes = await storage.read(key)
  if (!bytes) return false
  const hasher = createHasher(algorithm)
  for await (const chunk of readChunks(bytes)) hasher.update(chunk)
  return toBase64(hasher.digest()) === base64
}

/** Not every runtime can iterate over a stream. */
export async function* readChunks<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader()
  let isAtEnd = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) {
        isAtEnd = true
        return
      }
      yield value
    }
  } finally {
    if (!isAtEnd) await reader.cancel().catch(() => {})
  }
}

function toHex(binary: string): string {
  return Array.from(binary, (sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
