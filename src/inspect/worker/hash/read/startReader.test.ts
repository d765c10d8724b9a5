import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { protocolVersion } from '../../../inspect.messages.js'
import { createStartReader } from './startReader.js'

/** What the page of a test knows of a worker: what it was told, and how it is made to answer. */
class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = []
  readonly posted: unknown[] = []
  readonly url: string
  readonly options: WorkerOptions
  isTerminated = false

  constructor(url: string, options: WorkerOptions) {
    super()
    this.url = url
    this.options = options
    FakeWorker.all.push(this)
  }

  postMessage(message: unknown): void {
    this.posted.push(message)
  }

  terminate(): void {
    this.isTerminated = true
  }

  answer(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  fail(type: 'error' | 'messageerror'): Event {
    const event = new Event(type, { cancelable: true })
    this.dispatchEvent(event)
    return event
  }
}

const ready = { kind: 'ready', version: protocolVersion, hashing: 'wasm' }

beforeEach(() => {
  FakeWorker.all.length = 0
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('location', new URL('https://app.test/assets/inspect.worker.js?v=1'))
})
afterEach(() => vi.unstubAllGlobals())

function start() {
  const startReader = createStartReader()
  const reader = startReader()
  const worker = FakeWorker.all[0]
  if (!reader || !worker) throw new Error('No reader was started.')
  return { startReader, reader, worker }
}

describe('a reader', () => {
  it('is the same file, and ready once it has answered', () => {
    const { reader, worker } = start()
    expect(worker).toMatchObject({ url: 'https://app.test/assets/inspect.worker.js?v=1', posted: [{ kind: 'hello' }] })
    expect(reader.isReady).toBe(false)
    worker.answer(ready)
    expect(reader.isReady).toBe(true)
  })

  it.each([
    ['a classic worker if this one is', () => undefined, 'classic'],
    [
      'a module if this one is',
      () => {
        throw new TypeError('Module scripts do not support importScripts().')
      },
      'module',
    ],
  ])('is %s', (_, importScripts, type) => {
    vi.stubGlobal('importScripts', importScripts)
    expect(start().worker.options).toEqual({ type })
  })

  it('is not ready if it is of another release', () => {
    const { reader, worker } = start()
    worker.answer({ ...ready, version: protocolVersion + 1 })
    expect(reader.isReady).toBe(false)
  })

  it('delivers chunks in order, takes their buffers back, and ends when it is closed', async () => {
    const { reader, worker } = start()
    const blob = new Blob(['abc'])
    const source = reader.open(blob, 7)
    const [first, second] = [new Uint8Array([1]), new Uint8Array([2, 3])]
    const next = source.next()
    worker.answer({ kind: 'chunk', chunk: first })
    worker.answer({ kind: 'chunk', chunk: second })
    expect([await next, await source.next()]).toEqual([first, second])
    source.reuse(first.buffer)
    expect(worker.posted.slice(1)).toEqual([
      { kind: 'read', blob, start: 7 },
      { kind: 'reuse', buffer: first.buffer },
    ])
    source.close()
    expect(worker.isTerminated).toBe(true)
  })

  it('throws what the other worker has caught', async () => {
    const { reader, worker } = start()
    worker.answer({ kind: 'unreadable', cause: { name: 'NotReadableError', message: 'The file has gone.' } })
    const error: unknown = await reader
      .open(new Blob(), 0)
      .next()
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'NotReadableError', message: 'The file has gone.' })
  })

  it.each(['error', 'messageerror'] as const)('ends its source after an event of type %s', async (type) => {
    const { reader, worker } = start()
    worker.answer(ready)
    const next = reader.open(new Blob(['abc']), 0).next()
    expect(worker.fail(type).defaultPrevented).toBe(true)
    expect(await next).toBeNull()
    expect(reader.isReady).toBe(false)
  })

  it('can be stopped before it is used', () => {
    const { reader, worker } = start()
    reader.stop()
    expect(worker.isTerminated).toBe(true)
  })
})

describe('no reader is started', () => {
  it('by a worker out of a blob', () => {
    vi.stubGlobal('location', new URL('blob:https://app.test/1234'))
    expect(createStartReader()()).toBeNull()
    expect(FakeWorker.all).toEqual([])
  })

  it('after one has failed', () => {
    const { startReader, worker } = start()
    worker.fail('error')
    expect(startReader()).toBeNull()
  })

  it('after a policy has refused one', () => {
    const refuse = vi.fn(() => {
      throw new TypeError('This document requires a TrustedScriptURL.')
    })
    vi.stubGlobal('Worker', refuse)
    const startReader = createStartReader()
    expect([startReader(), startReader()]).toEqual([null, null])
    expect(refuse).toHaveBeenCalledOnce()
  })
})
