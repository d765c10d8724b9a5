import { chunkBytes, openBlob } from './openBlob.js'
import type { BlobReader, StartReader } from './startReader.js'

/** Gets bytes that are only valid until its promise resolves, because the buffer is filled again. */
export type TakeChunk = (chunk: Uint8Array) => Promise<void>

/** How much of a file is read before it shows whether reading keeps the consumer waiting. */
export const trialBytes: number = 16 * chunkBytes

/** A reader has to skip what has been read, so it pays only if this many times as much is left. */
const leastLeft = 3

/**
 * The share of the time for which the consumer may wait. In Chromium, which reads ahead while bytes are hashed, it waits
 * for 0.05 of the time; in Firefox and WebKit, for 0.4.
 */
const mostWaiting = 0.2

/**
 * Reads a blob from start to end. If that keeps the consumer waiting, a reader in another thread takes over once it has
 * started, and if that one crashes, this thread goes on. Resolves with the number of bytes read, and rejects with the error
 * of the browser or of `take`.
 */
export async function readChunks(blob: Blob, take: TakeChunk, startReader?: StartReader): Promise<number> {
  let source = openBlob(blob, 0)
  let reader: BlobReader | null | undefined
  let readsAhead = false
  let total = 0
  let lagMs = 0
  try {
    for (;;) {
      const askedAt = performance.now()
      const chunk = await source.next()
      if (!chunk) {
        source.close()
        source = openBlob(blob, total)
        continue
      }
      if (chunk.length === 0) return total
      const waitedMs = performance.now() - askedAt
      await take(chunk)
      // The first chunk takes long in every browser, because the file has to be opened.
      if (total > 0) lagMs += waitedMs - mostWaiting * (performance.now() - askedAt)
      total += chunk.length
      source.reuse(chunk.buffer)
      const isWorthIt = total >= trialBytes && blob.size - total >= leastLeft * total
      if (reader === undefined && isWorthIt && lagMs > 0) reader = startReader?.() ?? null
      if (reader?.isReady && isWorthIt && !readsAhead) {
        readsAhead = true
        source.close()
        source = reader.open(blob, total)
      }
    }
  } finally {
    source.close()
    reader?.stop()
  }
}
