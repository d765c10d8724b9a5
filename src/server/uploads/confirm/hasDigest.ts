import type { ObjectFacts, ObjectStore } from '../../storage/ObjectStore.js'
import type { AnnouncedDigest } from '../AnnouncedFile.js'
import { createHasher } from './createHasher.js'

/**
 * Whether an object has a digest: by storage's own checksum if it has one, otherwise by reading the object.
 *
 * @param hashUpToBytes larger objects are not read, and pass
 */
export async function hasDigest(
  storage: ObjectStore,
  key: string,
  object: ObjectFacts,
  { algorithm, base64 }: AnnouncedDigest,
  hashUpToBytes: number,
): Promise<boolean> {
  if (algorithm === 'sha-256' && object.sha256 !== null) return object.sha256 === base64
  // An ETag is the MD5 of the bytes unless they were sent in parts or storage encrypts them. Another one says nothing.
  if (algorithm === 'md5' && object.etag === toHex(atob(base64))) return true
  if (object.size > hashUpToBytes) return true
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
