import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import digests from '../../../test/inspect/fixtures/digests.json' with { type: 'json' }
import type { InspectReply, InspectRequest } from '../inspect.messages.js'
import type { Inspection } from '../../contract/ports/inspector.js'
import type { InspectSession } from './startChannel.js'
import { createOwnInspector, withDefaults } from '../../../test/inspect/inspectWith.js'
import { chooseHashing } from '../worker/hash/chooseHashing.js'
import { createScriptHasher } from '../worker/hash/scriptHasher.js'
import { serveInspections } from '../worker/serveInspections.js'
import { patternBytes } from '../../../test/inspect/patternBytes.js'

// Node has no Worker, so only the page works here, as under a strict content policy.
const file = new File([patternBytes(1000)], 'pattern.bin')
const expected = { digest: { base64: digests.find(({ size }) => size === 1000)?.md5 } }

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('createInspector without workers', () => {
  it('is inert until it is used', () => {
    const createWorker = vi.fn<() => Worker>()
    const inspector = createOwnInspector({ createWorker })
    expect(inspector.engine).toBeNull()
    expect(createWorker).not.toHaveBeenCalled()
    inspector.dispose()
  })

  it('inspects on the page, and warns once for all inspectors', async () => {
    const session = { engine: null }
    for (let count = 0; count < 2; count++) {
      const inspector = createOwnInspector({ session })
      await expect(inspector.inspect(file, withDefaults({ digest: 'md5' }))).resolves.toMatchObject(expected)
      expect(inspector.engine).toBe('main')
      inspector.dispose()
    }
    expect(session.engine).toBe('main')
    expect(console.warn).toHaveBeenCalledOnce()
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining('createWorker'))
  })

  it('tries the worker of the app first, and does without it when that throws', async () => {
    const createWorker = vi.fn<() => Worker>().mockImplementation(() => {
      throw new DOMException('Blocked', 'SecurityError')
    })
    const inspector = createOwnInspector({ createWorker })
    await expect(inspector.inspect(file, withDefaults({ digest: 'md5' }))).resolves.toMatchObject(expected)
    expect(createWorker).toHaveBeenCalledOnce()
    inspector.dispose()
  })

  it.each([
    ['', ''],
    [', also on a picture', '\u0089PNG\r\n\u001a\n'],
  ])('stops the work on disposal%s', async (_, signature) => {
    const start = Uint8Array.from(signature, (letter) => letter.charCodeAt(0))
    const large = new File([start, patternBytes(9_000_000)], 'large')
    const inspector = createOwnInspector()
    const update = vi.fn(() => void (update.mock.calls.length === 3 && started.resolve()))
    const started = Promise.withResolvers<void>()
    const own = createOwnInspector({
      hashing: {
        kind: 'script',
        createHasher: async () => ({ reset: () => undefined, update, digest: () => new Uint8Array() }),
      },
    })
    const inspecting = own.inspect(large, withDefaults({ digest: 'md5' }))
    await started.promise
    own.dispose()
    await expect(inspecting).rejects.toMatchObject({ name: 'AbortError' })
    const calls = update.mock.calls.length
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(update.mock.calls.length).toBeLessThanOrEqual(calls + 1)
    inspector.dispose()
  })
})

/** Simulates workers in this thread under a content policy that blocks WASM. */
class PolicedWorker extends EventTarget {
  static readonly started: string[] = []
  static readonly terminated: string[] = []
  readonly #name: string
  readonly #receive: (request: InspectRequest) => void

  constructor(url: URL) {
    super()
    this.#name = url.pathname.replace(/^.*\//, '')
    PolicedWorker.started.push(this.#name)
    this.#receive = serveInspections({
      hashing: chooseHashing(this.#name === 'script.worker.js' ? createScriptHasher : undefined),
      yieldIntervalMs: 20,
      reply: (data: InspectReply) => void this.dispatchEvent(new MessageEvent('message', { data })),
    })
  }

  postMessage(request: InspectRequest): void {
    queueMicrotask(() => this.#receive(request))
  }

  terminate(): void {
    PolicedWorker.terminated.push(this.#name)
  }
}

describe('createInspector when WASM is blocked', () => {
  it('starts the worker with the script once the other one has said so, and from then on at once', async () => {
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function block() {
      throw new WebAssembly.CompileError('blocked by the content policy')
    })
    vi.stubGlobal('Worker', PolicedWorker)
    const session = { engine: null }
    for (let count = 0; count < 2; count++) {
      const inspector = createOwnInspector({ session, maxWorkers: 1 })
      const inspection = await inspector.inspect(file, withDefaults({ digest: 'md5' }))
      expect(inspection).toMatchObject({ ...expected, isHashedInScript: true })
      expect(inspector.engine).toBe('worker')
      inspector.dispose()
    }
    expect(PolicedWorker.started).toEqual(['inspect.worker.js', 'script.worker.js', 'script.worker.js'])
    expect(PolicedWorker.terminated).toEqual(PolicedWorker.started)
    expect(console.warn).not.toHaveBeenCalled()
  })
})

/** Starts only when it is let go. */
class SlowWorker extends PolicedWorker {
  static readonly letGo: PromiseWithResolvers<void> = Promise.withResolvers()

  override postMessage(request: InspectRequest): void {
    void SlowWorker.letGo.promise.then(() => super.postMessage(request))
  }
}

describe('createInspector where a worker is slow to start', () => {
  it('ends a worker that never answers', async () => {
    vi.useFakeTimers()
    const terminate = vi.fn<() => void>()
    class SilentWorker extends EventTarget {
      readonly terminate = terminate
      postMessage(): void {}
    }
    vi.stubGlobal('Worker', SilentWorker)
    const inspector = createOwnInspector({ maxWorkers: 1 })
    inspector.inspect(file, withDefaults()).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(4000)
    expect(terminate).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(terminate).toHaveBeenCalled()
    inspector.dispose()
  })

  it('works on the page until the worker answers, and then in that worker', async () => {
    vi.stubGlobal('Worker', SlowWorker)
    const session: InspectSession = { engine: null }
    const inspector = createOwnInspector({ session, maxWorkers: 1, handshakeMs: 20 })
    const inspect = (): Promise<Inspection> => inspector.inspect(file, withDefaults({ digest: 'md5' }))
    await expect(inspect()).resolves.toMatchObject(expected)
    expect(inspector.engine).toBe('main')
    expect(session.engine).toBe('main')
    SlowWorker.letGo.resolve()
    await vi.waitUntil(() => session.engine === 'worker')
    await expect(inspect()).resolves.toMatchObject(expected)
    expect(inspector.engine).toBe('worker')
    inspector.dispose()
  })
})
