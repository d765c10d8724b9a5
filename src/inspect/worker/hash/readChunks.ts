import { readLimitMs } from '../../limits.js'
import { limitTime } from '../../../shared/loading/limitTime.js'

/** Larger buffers fall out of the processor's cache, smaller ones cost more calls. */
export const chunkBytes: number = 1024 * 1024

/** Gets bytes that are only valid until its promise resolves, because the buffer is filled again. */
export type TakeChunk = (chunk: Uint8Array) => Promise<void>

/**
 * Reads a blob from start to end in the fastest way that the browser has, with one buffer whatever the size. Resolves
 * with the number of bytes read, and rejects with the error of the browser or of `take`.
 */
export async function readChunks(blob: Blob, take: TakeChunk): Promise<number> {
  const stream = blob.stream()
  const reader = openByteReader(stream)
  return reader ? readIntoBuffer(reader, take) : readAsItComes(stream.getReader(), take)
}

/** Null where a blob's stream is no byte stream, as in WebKit. */
function openByteReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: 'byob' })
  } catch {
    return null
  }
}

async function readIntoBuffer(reader: ReadableStreamBYOBReader, take: TakeChunk): Promise<number> {
  let total = 0
  let buffer = new ArrayBuffer(chunkBytes)
  try {
    for (;;) {
      const chunk = await fill(reader, buffer)
      if (chunk.byteLength === 0) return total
      total += chunk.byteLength
      await take(chunk)
      buffer = chunk.buffer
    }
  } finally {
    release(reader)
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

async function readAsItComes(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  take: TakeChunk,
): Promise<number> {
  let total = 0
  try {
    for (;;) {
      const { done, value } = await limitTime(reader.read(), readLimitMs)
      if (done) return total
      total += value.byteLength
      await take(value)
    }
  } finally {
    release(reader)
  }
}

/** Tells the browser to stop reading ahead. Whether that succeeds does not matter. */
function release(reader: ReadableStreamBYOBReader | ReadableStreamDefaultReader): void {
  reader.cancel().catch(() => undefined)
}
