import { describe, expect, it, vi } from 'vitest'
import { patternBytes } from '../../../../test/inspect/patternBytes.js'
import { chunkBytes, readChunks, sliceBytes } from './readChunks.js'

const content = patternBytes(2 * chunkBytes + 77)

/** A stream as WebKit's blobs have it: of no bytes that a buffer could be filled with. */
const plainStream = (): ReadableStream => new ReadableStream()

async function collect(blob: Blob): Promise<{ bytes: Buffer; lengths: number[]; total: number }> {
  const chunks: Buffer[] = []
  const total = await readChunks(blob, async (chunk) => void chunks.push(Buffer.from(chunk)))
  return { bytes: Buffer.concat(chunks), lengths: chunks.map(({ length }) => length), total }
}

/** A blob whose stream is what a test makes of it. */
const streaming = (stream: () => ReadableStream): Blob => Object.assign(new Blob([content]), { stream })

/** A byte stream that returns at most `most` bytes at once, like one that ignores `min`. */
function dripping(most: number): ReadableStream {
  let offset = 0
  const stream = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const view = controller.byobRequest?.view
      if (!view) return
      const length = Math.min(most, view.byteLength, content.length - offset)
      new Uint8Array(view.buffer, view.byteOffset, length).set(content.subarray(offset, offset + length))
      offset += length
      if (length === 0) controller.close()
      controller.byobRequest.respond(length)
    },
  })
  const getReader = stream.getReader.bind(stream) as (options: { mode: 'byob' }) => ReadableStreamBYOBReader
  const withoutMin = (options: { mode: 'byob' }): object => {
    const reader = getReader(options)
    return { read: (view: Uint8Array<ArrayBuffer>) => reader.read(view), cancel: () => reader.cancel() }
  }
  return Object.assign(stream, { getReader: withoutMin })
}

describe('readChunks', () => {
  it('fills one buffer again and again', async () => {
    const { bytes, lengths, total } = await collect(new Blob([content]))
    expect(lengths).toEqual([chunkBytes, chunkBytes, 77])
    expect(total).toBe(content.length)
    expect(bytes.equals(content)).toBe(true)
  })

  it('reads repeatedly if the browser returns fewer bytes than requested', async () => {
    const { bytes, lengths } = await collect(streaming(() => dripping(300_001)))
    expect(lengths).toEqual([chunkBytes, chunkBytes, 77])
    expect(bytes.equals(content)).toBe(true)
  })

  it('reads slices, each while the one before it is taken, if there is no byte stream', async () => {
    const large = patternBytes(2 * sliceBytes + 77)
    const blob = Object.assign(new Blob([large]), { stream: plainStream })
    const slice = vi.spyOn(blob, 'slice')
    const taken: Buffer[] = []
    const readBefore: number[] = []
    const total = await readChunks(blob, async (chunk) => {
      taken.push(Buffer.from(chunk))
      readBefore.push(slice.mock.calls.length)
    })
    expect(taken.map(({ length }) => length)).toEqual([sliceBytes, sliceBytes, 77])
    expect(readBefore).toEqual([2, 3, 4])
    expect(total).toBe(large.length)
    expect(Buffer.concat(taken).equals(large)).toBe(true)
  })

  it('rejects if a slice cannot be read, and if the consumer throws meanwhile', async () => {
    const blob = Object.assign(new Blob([content]), { stream: plainStream })
    vi.spyOn(blob, 'slice').mockReturnValue(
      Object.assign(new Blob(), { arrayBuffer: async () => Promise.reject(new Error('gone')) }),
    )
    await expect(readChunks(blob, async () => undefined)).rejects.toThrow('gone')
    vi.spyOn(blob, 'slice').mockReturnValueOnce(new Blob(['first']))
    await expect(readChunks(blob, () => Promise.reject(new Error('enough')))).rejects.toThrow('enough')
  })

  it('yields nothing for an empty blob', async () => {
    expect(await collect(new Blob([]))).toMatchObject({ lengths: [], total: 0 })
  })

  it('stops and releases the stream when the consumer throws', async () => {
    let isCancelled = false
    const stream = new ReadableStream({
      type: 'bytes',
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => void (isCancelled = true),
    })
    const reading = readChunks(
      streaming(() => stream),
      () => Promise.reject(new Error('enough')),
    )
    await expect(reading).rejects.toThrow('enough')
    expect(isCancelled).toBe(true)
  })
})
