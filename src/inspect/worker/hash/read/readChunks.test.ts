import { afterEach, describe, expect, it, vi } from 'vitest'
import { patternBytes } from '../../../../../test/inspect/patternBytes.js'
import { chunkBytes, sliceBytes } from './openBlob.js'
import { readChunks, trialBytes } from './readChunks.js'
import type { StartReader } from './startReader.js'

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
  const large = patternBytes(5 * trialBytes)
  let now = 0
  let isCancelled = false

  interface Reading {
    readonly bytes?: Uint8Array<ArrayBuffer>
    /** How long each chunk is waited for. */
    readonly waitMs: number
    /** How long each chunk is worked on. */
    readonly takeMs: number
    readonly onChunk?: (total: number) => void
  }

  function read({ bytes = large, waitMs, takeMs, onChunk }: Reading, startReader: StartReader): Promise<number> {
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    isCancelled = false
    const stream = (): ReadableStream => {
      let offset = 0
      const pull = (controller: ReadableByteStreamController): void => {
        // Every stream takes long to open.
        now += offset === 0 ? 1000 : waitMs
        const chunk = bytes.slice(offset, offset + chunkBytes)
        offset += chunk.length
        if (chunk.length > 0) return controller.enqueue(chunk)
        controller.close()
        controller.byobRequest?.respond(0)
      }
      const cancel = (): void => void (isCancelled = true)
      return new ReadableStream({ type: 'bytes', pull, cancel }, { highWaterMark: 0 })
    }
    let total = 0
    const take = async (chunk: Uint8Array): Promise<void> => {
      now += takeMs
      total += chunk.length
      onChunk?.(total)
    }
    return readChunks(Object.assign(new Blob([bytes]), { stream }), take, startReader)
  }

  interface FakeReader {
    readonly isReady?: boolean
    readonly error?: Error
    /** Ends before it has delivered anything. */
    readonly crashes?: boolean
  }

  /** Delivers what is left in one chunk, unless it fails or crashes. */
  function createReader({ isReady = true, error, crashes = false }: FakeReader = {}) {
    const open = vi.fn((_: Blob, start: number) => {
      const chunks = [large.slice(start), new Uint8Array()]
      const next = async (): Promise<Uint8Array<ArrayBuffer> | null> => {
        if (error) throw error
        return crashes ? null : (chunks.shift() ?? new Uint8Array())
      }
      // A buffer that goes back to another thread is gone here.
      const reuse = (buffer: ArrayBuffer): void => void structuredClone(buffer, { transfer: [buffer] })
      return { next, reuse, close: vi.fn() }
    })
    return { isReady, open, stop: vi.fn() }
  }

  const slow = { waitMs: 3, takeMs: 7 }

  afterEach(() => void vi.restoreAllMocks())

  it.each([
    ['a stream that keeps up', { waitMs: 1, takeMs: 9 }],
    ['a file of which too little is left after the trial', { ...slow, bytes: large.slice(0, 3.9 * trialBytes) }],
  ])('is not started for %s', async (_, reading) => {
    const startReader = vi.fn(() => createReader())
    await expect(read(reading, startReader)).resolves.toBe((reading as Reading).bytes?.length ?? large.length)
    expect(startReader).not.toHaveBeenCalled()
  })

  it('takes over after the trial from a stream that keeps the consumer waiting', async () => {
    const reader = createReader()
    await expect(read(slow, () => reader)).resolves.toBe(large.length)
    expect(reader.open.mock.calls.map(([, start]) => start)).toEqual([trialBytes])
    expect(isCancelled).toBe(true)
    expect(reader.stop).toHaveBeenCalled()
  })

  it('does not take over when it is ready only near the end', async () => {
    const reader = createReader()
    const late = { ...reader, isReady: false }
    const onChunk = (total: number): void => void (late.isReady = total > 2 * trialBytes)
    await expect(read({ ...slow, onChunk }, () => late)).resolves.toBe(large.length)
    expect(reader.open).not.toHaveBeenCalled()
  })

  it.each([
    ['does not answer', () => createReader({ isReady: false })],
    ['cannot be started', () => null],
  ])('is started once and leaves the stream alone if it %s', async (_, create) => {
    const startReader = vi.fn<StartReader>(create)
    await expect(read(slow, startReader)).resolves.toBe(large.length)
    expect(startReader).toHaveBeenCalledOnce()
  })

  it('is replaced by the thread itself if it crashes', async () => {
    const reader = createReader({ crashes: true })
    await expect(read(slow, () => reader)).resolves.toBe(large.length)
    expect(reader.open).toHaveBeenCalledOnce()
  })

  it('is stopped when it fails, and its error is the one of the reading', async () => {
    const reader = createReader({ error: new Error('gone') })
    await expect(read(slow, () => reader)).rejects.toThrow('gone')
    expect(reader.stop).toHaveBeenCalled()
  })
})
