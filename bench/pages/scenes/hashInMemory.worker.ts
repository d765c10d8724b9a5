import { createMD5, createSHA256 } from 'hash-wasm'
import type { DigestAlgorithm } from '../../../src/contract/fileFacts.ts'

export interface MemoryHashRequest {
  readonly digest: DigestAlgorithm
  /** bytes */
  readonly size: number
}

/** More than any cache holds, and no more than a phone has. */
const bufferBytes = 256 * 1024 * 1024
const chunkBytes = 1024 * 1024

/** Milliseconds for hashing so many bytes that are in memory. */
async function measure({ digest, size }: MemoryHashRequest): Promise<number> {
  const hasher = await (digest === 'md5' ? createMD5() : createSHA256())
  const bytes = new Uint8Array(bufferBytes).fill(7)
  hasher.init()
  hasher.update(bytes.subarray(0, chunkBytes)).digest()
  hasher.init()
  const startedAt = performance.now()
  for (let done = 0; done < size; done += chunkBytes) {
    const offset = done % bufferBytes
    hasher.update(bytes.subarray(offset, offset + Math.min(chunkBytes, size - done)))
  }
  hasher.digest()
  return performance.now() - startedAt
}

addEventListener('message', ({ data }: MessageEvent<MemoryHashRequest>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  void measure(data).then((elapsedMs) => postMessage(elapsedMs))
})
