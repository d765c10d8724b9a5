import { afterEach, describe, expect, it, vi } from 'vitest'
import { patternBytes } from '../../../../../test/inspect/patternBytes.js'
import { chunkBytes, sliceBytes } from './openBlob.js'
import { readChunks, trialBytes } from './readChunks.js'
import type { BlobReader } from './startReader.js'

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

describe('a reader', () => {
  const large = patternBytes(4 * trialBytes)
  let now = 0

  /** Reads `large`, of which each chunk is waited for and then worked on for so long. */
  function readLarge(
    timing: { waitMs: number; takeMs: number },
    startReader: () => BlobReader | null,
  ): Promise<number> {
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    let offset = 0
    const pull = (controller: ReadableByteStreamController): void => {
      // Every stream takes long to open.
      now += offset === 0 ? 1000 : timing.waitMs
      const bytes = large.slice(offset, offset + chunkBytes)
      offset += bytes.length
      if (bytes.length > 0) return controller.enqueue(bytes)
      controller.close()
      controller.byobRequest?.respond(0)
    }
    const stream = (): ReadableStream => new ReadableStream({ type: 'bytes', pull }, { highWaterMark: 0 })
    const take = async (): Promise<void> => void (now += timing.takeMs)
    return readChunks(Object.assign(new Blob([large]), { stream }), take, startReader)
  }

  /** Delivers what is left, or fails with an error. */
  function createReader({ isReady = true, error }: { isReady?: boolean; error?: Error } = {}) {
    const open = vi.fn((_: Blob, start: number) => {
      const chunks = [large.slice(start), new Uint8Array()]
      const next = async (): Promise<Uint8Array<ArrayBuffer>> => {
        if (error) throw error
        return chunks.shift() ?? new Uint8Array()
      }
      // A buffer that goes back to another thread is gone here.
      const reuse = (buffer: ArrayBuffer): void => void structuredClone(buffer, { transfer: [buffer] })
      return { next, reuse, close: vi.fn() }
    })
    return { isReady, open, stop: vi.fn() }
  }

  afterEach(() => void vi.restoreAllMocks())

  it('is not started for a stream that keeps up', async () => {
    const startReader = vi.fn(() => createReader())
    await expect(readLarge({ waitMs: 1, takeMs: 9 }, startReader)).resolves.toBe(large.length)
    expect(startReader).not.toHaveBeenCalled()
  })

  it('takes over after the trial from a stream that keeps the consumer waiting', async () => {
    const reader = createReader()
    await expect(readLarge({ waitMs: 4, takeMs: 6 }, () => reader)).resolves.toBe(large.length)
    expect(reader.open.mock.calls.map(([, start]) => start)).toEqual([trialBytes])
    expect(reader.stop).toHaveBeenCalled()
  })

  it.each([
    ['does not answer', () => createReader({ isReady: false })],
    ['cannot be started', () => null],
  ])('is started once and leaves the stream alone if it %s', async (_, create) => {
    const startReader = vi.fn<() => BlobReader | null>(create)
    await expect(readLarge({ waitMs: 4, takeMs: 6 }, startReader)).resolves.toBe(large.length)
    expect(startReader).toHaveBeenCalledOnce()
  })

  it('is stopped when it fails, and its error is the one of the reading', async () => {
    const reader = createReader({ error: new Error('gone') })
    await expect(readLarge({ waitMs: 4, takeMs: 6 }, () => reader)).rejects.toThrow('gone')
    expect(reader.stop).toHaveBeenCalled()
  })
})
