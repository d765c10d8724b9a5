import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { InspectOptions, Inspection } from '../contract/ports/inspector.js'
import digests from '../../test/inspect/fixtures/digests.json'
import { type InspectReply, protocolVersion } from './inspect.messages.js'
import type { InspectorOptions, WorkerInspector } from './inspector.js'
import { createOwnInspector, withDefaults } from '../../test/inspect/inspectWith.js'
import { patternBytes } from '../../test/inspect/patternBytes.js'
import { patiently } from '../../test/kit/patiently.js'

const mebibyte = 1024 * 1024
/** Generous, because a busy machine may start workers slowly. */
const started: Worker[] = []
const ended: Worker[] = []
let inspector: WorkerInspector

/** Creates the library's own worker, so that a test can watch it. */
function createWatched(): Worker {
  const worker = new Worker(new URL('./worker/inspect.worker.js', import.meta.url), { type: 'module' })
  const terminate = worker.terminate.bind(worker)
  worker.terminate = () => {
    ended.push(worker)
    terminate()
  }
  started.push(worker)
  return worker
}

/** A worker of a few words. */
function createScripted(code: string): Worker {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  const worker = new Worker(url)
  worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true })
  return worker
}

function setUp(options: InspectorOptions = {}): void {
  inspector = createOwnInspector({ createWorker: createWatched, maxWorkers: 1, handshakeMs: 8000, ...options })
}

const inspect = (file: File, options: InspectOptions): Promise<Inspection> => inspector.inspect(file, options)

/** As large as a test wants, without the memory: one piece over and over. */
function makeLarge(mebibytes: number): File {
  const piece = new Blob([patternBytes(mebibyte)])
  return new File(
    Array.from({ length: mebibytes }, () => piece),
    'large.bin',
  )
}

const small = new File([patternBytes(1000)], 'small.bin')
const smallDigest = digests.find(({ size }) => size === 1000)?.md5

/** What a content policy without 'wasm-unsafe-eval' does. */
function blockWasm(): void {
  vi.spyOn(WebAssembly, 'Module').mockImplementation(function block() {
    throw new WebAssembly.CompileError('blocked by the content policy')
  })
}

const replyOf = (worker: Worker | undefined, kind: InspectReply['kind']): Promise<void> =>
  new Promise((resolve) => {
    worker?.addEventListener('message', ({ data }: MessageEvent<InspectReply>) => data.kind === kind && resolve())
  })

beforeEach(() => {
  started.length = 0
  ended.length = 0
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  inspector.dispose()
  vi.restoreAllMocks()
})

describe('cancelling', () => {
  it('rejects at once, stops hashing halfway, and keeps the worker', async () => {
    setUp()
    const controller = new AbortController()
    const progressed = Promise.withResolvers<void>()
    const onProgress = vi.fn(() => progressed.resolve())
    const inspecting = inspect(makeLarge(2048), { digest: 'sha-256', signal: controller.signal, onProgress })
    await progressed.promise
    const stopped = replyOf(started[0], 'cancelled')
    controller.abort()
    await expect(inspecting).rejects.toMatchObject({ name: 'AbortError' })
    await stopped
    const calls = onProgress.mock.calls.length
    const { digest } = await inspect(small, withDefaults({ digest: 'md5' }))
    expect(digest?.base64).toBe(smallDigest)
    expect(onProgress).toHaveBeenCalledTimes(calls)
    expect(started).toHaveLength(1)
    expect(ended).toHaveLength(0)
  })

  it('leaves the other files of the worker alone', async () => {
    setUp()
    const controller = new AbortController()
    const cancelled = inspect(makeLarge(512), withDefaults({ digest: 'md5', signal: controller.signal }))
    const others = [1, 2, 3].map(() => inspect(small, withDefaults({ digest: 'md5' })))
    setTimeout(() => controller.abort(), 20)
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    for (const other of others) await expect(other).resolves.toMatchObject({ digest: { base64: smallDigest } })
  })

  it('ends a worker that does not listen, and repeats there what others wanted', async () => {
    const deaf = `onmessage = ({ data }) => { if (data.kind === 'hello') postMessage({ kind: 'ready', version: ${protocolVersion}, hashing: 'wasm' }) }`
    const createWorker = vi.fn(createWatched).mockImplementationOnce(() => createScripted(deaf))
    setUp({ createWorker })
    const controller = new AbortController()
    const cancelled = inspect(small, withDefaults({ signal: controller.signal }))
    const other = inspect(small, withDefaults({ digest: 'md5' }))
    await vi.waitFor(() => expect(inspector.engine).toBe('worker'), patiently)
    controller.abort()
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    await expect(other).resolves.toMatchObject({ digest: { base64: smallDigest } })
    expect(createWorker).toHaveBeenCalledTimes(2)
  })
})

describe('progress', () => {
  it('rises to the size, at most ten times a second', async () => {
    setUp()
    const file = makeLarge(256)
    const seen: number[] = []
    const start = performance.now()
    await inspect(file, withDefaults({ digest: 'sha-256', onProgress: (bytes) => void seen.push(bytes) }))
    const seconds = (performance.now() - start) / 1000
    expect(seen).toEqual(seen.toSorted((one, other) => one - other))
    expect(seen.at(-1)).toBe(file.size)
    expect(seen.length).toBeLessThanOrEqual(seconds * 10 + 1)
  })
})

describe('many files', () => {
  it('use two workers, several files at a time, and each gets its own answer', async () => {
    setUp({ maxWorkers: 2 })
    const known = digests.filter(({ size }) => size < mebibyte)
    const wanted = Array.from({ length: 200 }, (_, index) => known[index % known.length] ?? known[0])
    const answers = await Promise.all(
      wanted.map((expected) =>
        inspect(new File([patternBytes(expected?.size ?? 0)], 'pattern'), withDefaults({ digest: 'md5' })),
      ),
    )
    expect(answers.map(({ digest }) => digest?.base64)).toEqual(wanted.map((expected) => expected?.md5))
    expect(started).toHaveLength(2)
  })

  it('of two inspectors do not meet', async () => {
    const other = createOwnInspector()
    setUp()
    const both = [inspector, other].map((one) => one.inspect(small, withDefaults({ digest: 'md5' })))
    other.dispose()
    await expect(both[1]).rejects.toMatchObject({ name: 'AbortError' })
    await expect(both[0]).resolves.toMatchObject({ digest: { base64: smallDigest } })
  })
})

describe('a file of more than 2 GiB', () => {
  it('D8 is read to its end', { timeout: 120_000 }, async () => {
    setUp()
    const file = makeLarge(2049)
    const onProgress = vi.fn()
    const { digest } = await inspect(file, withDefaults({ digest: 'md5', onProgress }))
    // node:crypto's, of the same 2049 MiB
    expect(digest?.hex).toBe('7aea63b49ee54cb82900ed9a15bdb274')
    expect(onProgress).toHaveBeenLastCalledWith(file.size)
  })
})

describe('a worker', () => {
  it('ends after it has been idle for a while, and the next file starts another one', async () => {
    setUp({ idleMs: 50 })
    await inspect(small, withDefaults())
    expect(ended).toHaveLength(0)
    await vi.waitFor(() => expect(ended).toHaveLength(1), patiently)
    await inspect(small, withDefaults())
    expect(started).toHaveLength(2)
  })

  it('that crashes is replaced, and its files are read again', async () => {
    const fragile = `onmessage = ({ data }) => {
      if (data.kind === 'hello') postMessage({ kind: 'ready', version: ${protocolVersion}, hashing: 'wasm' })
      else throw new Error('crash')
    }`
    const createWorker = vi.fn(createWatched).mockImplementationOnce(() => createScripted(fragile))
    setUp({ createWorker })
    await expect(inspect(small, withDefaults({ digest: 'md5' }))).resolves.toMatchObject({
      digest: { base64: smallDigest },
    })
    expect(createWorker).toHaveBeenCalledTimes(2)
  })

  it('ends with its inspector', async () => {
    setUp()
    const inspecting = inspect(makeLarge(512), withDefaults({ digest: 'md5' }))
    await vi.waitFor(() => expect(inspector.engine).toBe('worker'), patiently)
    inspector.dispose()
    await expect(inspecting).rejects.toMatchObject({ name: 'AbortError' })
    expect(ended).toEqual(started)
  })
})

describe('an app’s own worker that does not start', () => {
  it.each([
    ['throws', (): Worker => new Worker('data:text/javascript,', { type: 'wrong' as WorkerType })],
    ['fails', () => createScripted('throw new Error("no")')],
    ['never answers', () => createScripted('')],
    [
      'is of another release',
      () => createScripted(`onmessage = () => postMessage({ kind: 'ready', version: 0, hashing: 'wasm' })`),
    ],
  ])("is replaced by the library's worker if it %s", { timeout: 40_000 }, async (_how, createWorker) => {
    setUp({ createWorker })
    await expect(inspect(small, withDefaults({ digest: 'md5' }))).resolves.toMatchObject({
      digest: { base64: smallDigest },
    })
    expect(inspector.engine).toBe('worker')
    expect(console.warn).not.toHaveBeenCalled()
  })
})

describe('the page in the place of a worker', () => {
  const onPage = { createWorker: undefined, session: { engine: 'main' as const } }

  it('computes the same digests', async () => {
    setUp(onPage)
    for (const expected of digests) {
      const file = new File([patternBytes(expected.size)], 'pattern')
      const { digest } = await inspect(file, withDefaults({ digest: 'sha-256' }))
      expect(digest?.base64).toBe(expected['sha-256'])
    }
    expect(inspector.engine).toBe('main')
  })

  it('works without WASM when that is blocked', async () => {
    blockWasm()
    setUp(onPage)
    await expect(inspect(small, withDefaults({ digest: 'md5' }))).resolves.toMatchObject({
      digest: { base64: smallDigest },
      isHashedInScript: true,
    })
  })

  it('lets other tasks run while it hashes, and stops when it is aborted', async () => {
    setUp(onPage)
    const controller = new AbortController()
    const inspecting = inspect(makeLarge(4096), withDefaults({ digest: 'md5', signal: controller.signal }))
    let ticks = 0
    const timer = setInterval(() => ++ticks === 20 && controller.abort(), 5)
    await expect(inspecting).rejects.toMatchObject({ name: 'AbortError' })
    clearInterval(timer)
    expect(ticks).toBe(20)
  })
})
