import { limitTime } from '../../../../shared/loading/limitTime.js'
import { readLimitMs } from '../../../limits.js'
import type { ChunkSource } from './ChunkSource.js'

/** Larger buffers fall out of the processor's cache, smaller ones cost more calls. */
export const chunkBytes: number = 1024 * 1024

/** Of the slices that are read where there is no byte stream. WebKit reads smaller ones more slowly. */
export const sliceBytes: number = 4 * chunkBytes

/**
 * Reads a blob in the fastest way that one thread has: as a stream of bytes or, where there is none, in slices.
 *
 * @param start where to begin, a multiple of {@link chunkBytes}
 */
export function openBlob(blob: Blob, start: number): ChunkSource {
  const reader = openByteReader(blob.stream())
  return reader ? openStream(reader, start) : openSlices(blob, start)
}

/** Null where a blob's stream is no byte stream, as in WebKit. */
function openByteReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: 'byob' })
  } catch {
    stream.cancel().catch(() => undefined)
    return null
  }
}

/** Skips what comes before the start. The stream of a slice would end where the file ended when it was picked. */
function openStream(reader: ReadableStreamBYOBReader, start: number): ChunkSource {
  let free: ArrayBuffer | undefined
  let skippedBytes = 0
  return {
    async next() {
      for (;;) {
        const chunk = await fill(reader, free ?? new ArrayBuffer(chunkBytes))
        free = undefined
        if (skippedBytes === start || chunk.length === 0) return chunk
        skippedBytes += chunk.length
        free = chunk.buffer
      }
    },
    reuse: (buffer) => void (free = buffer),
    close: () => void reader.cancel().catch(() => undefined),
  }
}

/** Fills the buffer, or reads to the end of the stream. One read does it in browsers that know `min`. */
async function fill(reader: ReadableStreamBYOBReader, buffer: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  let filled = 0
  let memory = buffer
  while (filled < chunkBytes) {
    const missing = chunkBytes - filled
    const { done, value } = await limitTime(
      reader.read(new Uint8Array(memory, filled, missing), { min: missing }),
      readLimitMs,
    )
    if (value === undefined) return new Uint8Array()
    // The last bytes may come together with the end.
    filled += value.byteLength
    memory = value.buffer
    if (done) break
  }
  return new Uint8Array(memory, 0, filled)
}

/** Reads each slice while the one before it is taken, which is a third faster in WebKit than the chunks of its stream. */
function openSlices(blob: Blob, start: number): ChunkSource {
  let total = start
  const read = (): Promise<ArrayBuffer> => {
    const reading = limitTime(blob.slice(total, total + sliceBytes).arrayBuffer(), readLimitMs)
    // It may fail while nobody waits for it yet.
    reading.catch(() => undefined)
    return reading
  }
  let reading = read()
  return {
    async next() {
      const bytes = new Uint8Array(await reading)
      total += bytes.length
      if (bytes.length > 0) reading = read()
      return bytes
    },
    reuse: () => undefined,
    close: () => undefined,
  }
}
