import { readLimitMs } from '../../limits.js'
import { limitTime } from '../../../shared/loading/limitTime.js'

/** Larger buffers fall out of the processor's cache, smaller ones cost more calls. */
export const chunkBytes: number = 1024 * 1024

/** Gets bytes that are only valid until its promise resolves, because the buffer is filled again. */
export type TakeChunk = (chunk: Uint8Array) => Promise<void>

/** Of the slices that are read where there is no byte stream. WebKit reads smaller ones more slowly. */
export const sliceBytes: number = 4 * chunkBytes

/**
 * Reads a blob from start to end in the fastest way that the browser has, with one or two buffers whatever the size.
 * Resolves with the number of bytes read, and rejects with the error of the browser or of `take`.
 */
export async function readChunks(blob: Blob, take: TakeChunk): Promise<number> {
  const reader = openByteReader(blob.stream())
  return reader ? readIntoBuffer(reader, take) : readSlices(blob, take)
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

/** Reads each slice while the one before it is taken, which is a third faster in WebKit than the chunks of its stream. */
async function readSlices(blob: Blob, take: TakeChunk): Promise<number> {
  const read = (offset: number): Promise<ArrayBuffer> => {
    const reading = limitTime(blob.slice(offset, offset + sliceBytes).arrayBuffer(), readLimitMs)
    // It may fail while nobody waits for it yet.
    reading.catch(() => undefined)
    return reading
  }
  let total = 0
  for (let next = read(0); ;) {
    const bytes = new Uint8Array(await next)
    if (bytes.length === 0) return total
    total += bytes.length
    next = read(total)
    await take(bytes)
  }
}

/** Tells the browser to stop reading ahead. Whether that succeeds does not matter. */
function release(reader: ReadableStreamBYOBReader): void {
  reader.cancel().catch(() => undefined)
}
