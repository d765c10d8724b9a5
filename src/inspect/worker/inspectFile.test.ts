import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { createMutex } from './mutex.js'
import { chooseHashing } from './hash/chooseHashing.js'
import type { Hasher } from './hash/hasher.js'
import { HasherPool } from './hash/HasherPool.js'
import { wasm } from '../wasm/md5.js'
import { inspectFile, type InspectFileOptions, type InspectTools } from './inspectFile.js'
import { InspectionFailure } from './InspectionFailure.js'
import { patternBytes } from '../../../test/inspect/patternBytes.js'

function makeHashers(): HasherPool {
  const hashers = new HasherPool(chooseHashing())
  hashers.addWasm('md5', wasm)
  return hashers
}

const makeTools = (tools: Partial<InspectTools> = {}): InspectTools => ({
  hashers: makeHashers(),
  yieldToEventLoop: () => Promise.resolve(),
  decoding: createMutex(1000),
  ...tools,
})

const makeOptions = (options: Partial<InspectFileOptions> = {}): InspectFileOptions => ({
  digest: null,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  ...options,
})

/** A blob whose bytes cannot be read, for the reasons that each read gets in turn. */
function unreadable(...reasons: string[]): Blob {
  const refuse = (): Promise<never> => Promise.reject(new DOMException('', reasons.shift()))
  const refusing = { arrayBuffer: refuse }
  return Object.assign(new Blob(['unreadable']), refusing, { slice: () => Object.assign(new Blob(), refusing) })
}

describe('inspectFile', () => {
  it('fails a file whose drive has not answered for a minute, and does not read it again', async () => {
    vi.useFakeTimers()
    const read = vi.fn(() => new Promise<never>(() => undefined))
    const silent = Object.assign(new Blob(['silent']), { arrayBuffer: read })
    const inspecting = inspectFile(silent, makeOptions(), makeTools()).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await inspecting).toMatchObject({ code: 'file-unreadable' })
    expect(read).toHaveBeenCalledOnce()
    vi.useRealTimers()
  })

  it('fails a large file whose drive stops answering in its middle', async () => {
    vi.useFakeTimers()
    const file = new Blob([patternBytes(2_000_000)])
    const stream = new ReadableStream({
      type: 'bytes',
      pull: (controller) => {
        if (controller.byobRequest) return new Promise<void>(() => undefined)
        controller.enqueue(patternBytes(1000))
        return undefined
      },
    })
    Object.assign(file, { stream: () => stream })
    const inspecting = inspectFile(file, makeOptions({ digest: 'md5' }), makeTools()).catch((error: unknown) => error)
    await vi.waitFor(() => expect(stream.locked).toBe(true))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await inspecting).toMatchObject({ code: 'file-unreadable' })
    vi.useRealTimers()
  })

  it('skips the picture if asked to, and keeps the other facts', async () => {
    const file = new Blob([readFileSync(new URL('../../../test/inspect/fixtures/orientation-6.jpg', import.meta.url))])
    const inspection = await inspectFile(file, makeOptions({ digest: 'md5', withoutPicture: true }), makeTools())
    expect(inspection).toEqual({ sniffedType: 'image/jpeg', digest: expect.anything() })
  })

  it('reads no more than the start of a file that needs no digest', async () => {
    const file = new Blob(['%PDF-1.7\n', patternBytes(3_000_000)])
    const stream = vi.spyOn(file, 'stream')
    await expect(inspectFile(file, makeOptions(), makeTools())).resolves.toEqual({ sniffedType: 'application/pdf' })
    expect(stream).not.toHaveBeenCalled()
  })

  it('returns the size of a picture that cannot be decoded, as is always the case in Node', async () => {
    const file = new Blob([readFileSync(new URL('../../../test/inspect/fixtures/orientation-6.jpg', import.meta.url))])
    await expect(inspectFile(file, makeOptions(), makeTools())).resolves.toEqual({
      sniffedType: 'image/jpeg',
      image: { width: 120, height: 80 },
    })
  })

  it('says how far it is after each chunk', async () => {
    const onProgress = vi.fn()
    const file = new Blob([patternBytes(2_500_000)])
    await inspectFile(file, makeOptions({ digest: 'md5', onProgress }), makeTools())
    expect(onProgress.mock.calls.flat()).toEqual([1_048_576, 2_097_152, 2_500_000])
  })

  it('stops between two slices when it is cancelled', async () => {
    const controller = new AbortController()
    let slices = 0
    const hasher: Hasher = {
      reset: () => undefined,
      update: () => void (++slices === 3 && controller.abort()),
      digest: () => new Uint8Array(16),
    }
    const file = new Blob([patternBytes(5_000_000)])
    const tools = makeTools({ hashers: new HasherPool({ kind: 'script', createHasher: async () => hasher }) })
    const inspecting = inspectFile(file, makeOptions({ digest: 'md5', signal: controller.signal }), tools)
    await expect(inspecting).rejects.toMatchObject({ name: 'AbortError' })
    expect(slices).toBe(3)
  })

  it.each([
    ['file-changed', ['NotReadableError', 'NotReadableError']],
    ['file-missing', ['NotFoundError', 'NotFoundError']],
    ['file-missing', ['NotReadableError', 'NotFoundError']],
    ['file-unreadable', ['NotReadableError', 'SecurityError']],
  ])('fails with %s when reading throws %j', async (code, reasons) => {
    const failure = await inspectFile(unreadable(...reasons), makeOptions(), makeTools()).catch((error) => error)
    expect(failure).toBeInstanceOf(InspectionFailure)
    expect(failure).toMatchObject({ code })
  })

  it('calls it unreadable, not changed, when the stream of a file breaks that still can be read', async () => {
    const file = Object.assign(new Blob([patternBytes(2_000_000)]), {
      stream: () =>
        new ReadableStream({ type: 'bytes', start: (controller) => controller.error(new TypeError('network error')) }),
    })
    await expect(inspectFile(file, makeOptions({ digest: 'md5' }), makeTools())).rejects.toMatchObject({
      code: 'file-unreadable',
    })
  })

  it.each([1_900_000, 2_100_000])('treats a file of 2 MB that yields %i bytes as changed', async (length) => {
    const file = Object.assign(new Blob([patternBytes(2_000_000)]), {
      stream: () => new Blob([patternBytes(length)]).stream(),
    })
    await expect(inspectFile(file, makeOptions({ digest: 'md5' }), makeTools())).rejects.toMatchObject({
      code: 'file-changed',
    })
  })
})
