import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest'
import { toUploadError } from '../../errors/toUploadError.js'
import { InspectPool, type PoolOptions, type PoolStart } from './InspectPool.js'
import { FakeChannel } from '../../../test/inspect/FakeChannel.js'
import { withDefaults } from '../../../test/inspect/inspectWith.js'

const small = new File(['small'], 'small.txt')
const large = Object.defineProperty(new File(['large'], 'large.bin'), 'size', { value: 3_000_000 })

interface Setup {
  readonly pool: InspectPool
  readonly channels: FakeChannel[]
  readonly startChannel: Mock<(start: PoolStart) => Promise<FakeChannel>>
}

function setUp(options: Partial<PoolOptions> = {}): Setup {
  const channels: FakeChannel[] = []
  const startChannel = vi.fn(async (_start: PoolStart) => {
    const channel = new FakeChannel()
    channels.push(channel)
    return channel
  })
  const pool = new InspectPool({
    maxWorkers: 2,
    idleMs: 5000,
    heartbeatMs: 1000,
    startChannel,
    loadWasm: async (algorithm) => `module for ${algorithm}`,
    isWayKnown: () => true,
    ...options,
  })
  return { pool, channels, startChannel }
}

const wasmOf = (channel: FakeChannel | undefined): string[] =>
  channel?.requests.flatMap((request) => (request.kind === 'inspect' && request.wasm ? request.wasm : [])) ?? []

const probesOf = (channel: FakeChannel | undefined): number[] =>
  channel?.requests.flatMap((request) => (request.kind === 'probe' ? request.id : [])) ?? []

/** Runs everything that is due. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('InspectPool', () => {
  it('starts nothing before the first file', async () => {
    const { startChannel } = setUp()
    await settle()
    expect(startChannel).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('gives the files back when no code can be loaded, and starts them when they come again', async () => {
    const channel = new FakeChannel()
    const missing = new TypeError('Failed to fetch')
    const startChannel = vi.fn().mockRejectedValueOnce(missing).mockResolvedValue(channel)
    const { pool } = setUp({ startChannel })
    await expect(pool.inspect(small, withDefaults())).rejects.toBe(missing)
    expect(vi.getTimerCount()).toBe(0)
    void pool.inspect(small, withDefaults())
    await settle()
    expect(channel.started).toEqual([2])
  })

  it('keeps files waiting for a worker that is there when no other can be started', async () => {
    const channel = new FakeChannel()
    const startChannel = vi.fn().mockResolvedValueOnce(channel).mockRejectedValue(new TypeError('Failed to fetch'))
    const { pool } = setUp({ startChannel })
    for (let index = 0; index < 2; index++) void pool.inspect(large, withDefaults())
    await settle()
    channel.finish(1)
    expect(channel.started).toEqual([1, 2])
  })

  it('starts no second worker for a file whose WASM is loaded only after the first worker is ready', async () => {
    const wasm = Promise.withResolvers<string>()
    const { pool, channels, startChannel } = setUp({ loadWasm: () => wasm.promise })
    void pool.inspect(small, withDefaults({ digest: 'md5' }))
    await settle()
    expect([channels.length, channels[0]?.started]).toEqual([1, []])
    wasm.resolve('module')
    await settle()
    expect(channels[0]?.started).toEqual([1])
    expect(startChannel).toHaveBeenCalledTimes(1)
  })

  it('keeps six small files in flight on one worker, and starts a second one for more', async () => {
    const { pool, channels } = setUp()
    for (let index = 0; index < 6; index++) void pool.inspect(small, withDefaults())
    await settle()
    expect(channels.map(({ started }) => started.length)).toEqual([6])
    for (let index = 0; index < 8; index++) void pool.inspect(small, withDefaults())
    await settle()
    expect(channels.map(({ started }) => started.length)).toEqual([6, 6])
    channels[1]?.finish(7)
    expect(channels.map(({ started }) => started.length)).toEqual([6, 7])
  })

  it('gives each worker one large file, and small ones in addition', async () => {
    const { pool, channels } = setUp()
    for (const file of [large, large, large, small]) void pool.inspect(file, withDefaults())
    await settle()
    expect(channels.map(({ started }) => started)).toEqual([[1, 4], [2]])
    channels[1]?.finish(2)
    expect(channels[1]?.started).toEqual([2, 3])
  })

  it('starts only one worker until it knows how to start one', async () => {
    const { pool, startChannel } = setUp({ isWayKnown: () => false })
    for (let index = 0; index < 4; index++) void pool.inspect(large, withDefaults())
    expect(startChannel).toHaveBeenCalledOnce()
  })

  it('answers with the inspection, and says at the end that all bytes are done', async () => {
    const { pool, channels } = setUp()
    const onProgress = vi.fn()
    const inspecting = pool.inspect(large, withDefaults({ onProgress }))
    await settle()
    channels[0]?.reply({ kind: 'progress', id: 1, inspectedBytes: 1000 })
    channels[0]?.finish(1)
    await expect(inspecting).resolves.toEqual({ sniffedType: 'test/1' })
    expect(onProgress.mock.calls).toEqual([[1000], [3_000_000]])
  })

  it('turns a failure into an error that names the file', async () => {
    const { pool, channels } = setUp()
    const inspecting = pool.inspect(small, withDefaults())
    await settle()
    channels[0]?.reply({ kind: 'failed', id: 1, failure: { code: 'file-changed', cause: { name: 'X', message: 'y' } } })
    const error = await inspecting.catch((thrown: unknown) => toUploadError(thrown, 'inspecting', small.name))
    expect(error).toMatchObject({ code: 'file-changed', message: expect.stringContaining('small.txt') })
  })

  it('rejects an abort at once, and never starts a file that waited', async () => {
    const { pool, channels } = setUp({ maxWorkers: 1 })
    const controller = new AbortController()
    void pool.inspect(large, withDefaults())
    const waiting = pool.inspect(large, withDefaults({ signal: controller.signal }))
    await settle()
    controller.abort('a reason of the app')
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    channels[0]?.finish(1)
    expect(channels[0]?.started).toEqual([1])
  })

  it('does not start for a signal that was aborted before', async () => {
    const { pool, startChannel } = setUp()
    await expect(pool.inspect(small, withDefaults({ signal: AbortSignal.abort() }))).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(startChannel).not.toHaveBeenCalled()
  })

  it('keeps the slot of a cancelled file until its work has stopped', async () => {
    const { pool, channels } = setUp({ maxWorkers: 1 })
    const controller = new AbortController()
    const cancelled = pool.inspect(large, withDefaults({ signal: controller.signal }))
    void pool.inspect(large, withDefaults())
    await settle()
    controller.abort()
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    expect(channels[0]?.requests.at(-1)).toEqual({ kind: 'cancel', id: 1 })
    expect(channels[0]?.started).toEqual([1])
    channels[0]?.reply({ kind: 'cancelled', id: 1 })
    expect(channels[0]?.started).toEqual([1, 2])
    await vi.advanceTimersByTimeAsync(1000)
    expect(channels[0]?.isClosed).toBe(false)
  })

  it('ends a worker that does not stop, and repeats what others had there', async () => {
    const { pool, channels } = setUp({ maxWorkers: 1 })
    const controller = new AbortController()
    void pool.inspect(large, withDefaults({ signal: controller.signal })).catch(() => undefined)
    const other = pool.inspect(small, withDefaults())
    await settle()
    controller.abort()
    await vi.advanceTimersByTimeAsync(250)
    expect(channels[0]?.isClosed).toBe(true)
    expect(channels[1]?.started).toEqual([2])
    channels[1]?.finish(2)
    await expect(other).resolves.toEqual({ sniffedType: 'test/2' })
  })

  it('replaces a worker that crashed, and repeats its files once', async () => {
    const { pool, channels } = setUp({ maxWorkers: 1 })
    const onProgress = vi.fn()
    const first = pool.inspect(large, withDefaults({ onProgress }))
    const second = pool.inspect(small, withDefaults())
    await settle()
    channels[0]?.reply({ kind: 'progress', id: 1, inspectedBytes: 2000 })
    channels[0]?.crash()
    await settle()
    expect(channels[0]?.isClosed).toBe(true)
    // One at a time, so that the next crash shows which file causes it.
    expect(channels[1]?.started).toEqual([1])
    channels[1]?.reply({ kind: 'progress', id: 1, inspectedBytes: 1000 })
    channels[1]?.crash()
    await expect(first).rejects.toMatchObject({ code: 'inspection-failed' })
    expect(onProgress.mock.calls).toEqual([[2000]])
    expect(channels[1]?.isClosed).toBe(true)
    await settle()
    channels[2]?.finish(2)
    await expect(second).resolves.toBeDefined()
  })

  it('ends a worker that has been idle for a while, and starts another one when it is needed', async () => {
    const { pool, channels } = setUp()
    const inspect = async (): Promise<void> => {
      const inspecting = pool.inspect(small, withDefaults())
      await settle()
      channels.at(-1)?.finish(channels.at(-1)?.started.at(-1) ?? 0)
      await inspecting
    }
    await inspect()
    await vi.advanceTimersByTimeAsync(4000)
    await inspect()
    await vi.advanceTimersByTimeAsync(4000)
    expect(channels.map(({ isClosed }) => isClosed)).toEqual([false])
    await vi.advanceTimersByTimeAsync(1000)
    expect(channels.map(({ isClosed }) => isClosed)).toEqual([true])
    await inspect()
    expect(channels.map(({ isClosed }) => isClosed)).toEqual([true, false])
  })

  it('does not help its workers out on the page', async () => {
    const { pool, channels, startChannel } = setUp()
    void pool.inspect(large, withDefaults())
    await settle()
    const page = new FakeChannel('main')
    startChannel.mockResolvedValueOnce(page)
    void pool.inspect(large, withDefaults())
    await settle()
    expect(page.isClosed).toBe(true)
    expect(pool.engine).toBe('worker')
    channels[0]?.finish(1)
    expect(channels[0]?.started).toEqual([1, 2])
  })

  it('starts over on the page after that was idle', async () => {
    const channels: FakeChannel[] = []
    const startChannel = async (): Promise<FakeChannel> =>
      channels[channels.push(new FakeChannel('main')) - 1] ?? new FakeChannel()
    const { pool } = setUp({ startChannel })
    for (const id of [1, 2]) {
      const inspecting = pool.inspect(large, withDefaults())
      await settle()
      channels.at(-1)?.finish(id)
      await inspecting
      await vi.advanceTimersByTimeAsync(5000)
    }
    expect(channels.map(({ isClosed }) => isClosed)).toEqual([true, true])
  })

  it('has all its workers again after the page stood in for them', async () => {
    const { pool, channels, startChannel } = setUp()
    const page = new FakeChannel('main')
    startChannel.mockResolvedValueOnce(page)
    const inspecting = pool.inspect(large, withDefaults())
    await settle()
    page.finish(1)
    await inspecting
    await vi.advanceTimersByTimeAsync(5000)
    for (let count = 0; count < 2; count += 1) void pool.inspect(large, withDefaults())
    await settle()
    expect(channels.map(({ started }) => started)).toEqual([[2], [3]])
  })

  describe('when a worker is late, and the page has taken its place', () => {
    async function standIn(
      options: Partial<PoolOptions> = {},
    ): Promise<Setup & { page: FakeChannel; late: FakeChannel }> {
      const setup = setUp({ isWayKnown: () => false, ...options })
      const page = new FakeChannel('main')
      setup.startChannel.mockResolvedValueOnce(page)
      for (let count = 0; count < 3; count += 1) setup.pool.inspect(large, withDefaults()).catch(() => undefined)
      await settle()
      const late = new FakeChannel()
      setup.startChannel.mock.lastCall?.[0].onLate(late)
      await settle()
      return { ...setup, page, late }
    }

    it('goes on in the worker and in others, and the page finishes only what it has begun', async () => {
      const { pool, channels, page, late } = await standIn()
      expect(page.started).toEqual([1])
      expect([late, ...channels].map(({ started }) => started)).toEqual([[2], [3]])
      expect(pool.engine).toBe('worker')
      page.finish(1)
      expect(page.isClosed).toBe(true)
    })

    it('has no more workers than it may have', async () => {
      const { channels, late } = await standIn({ maxWorkers: 1 })
      expect(channels).toEqual([])
      late.finish(2)
      expect(late.started).toEqual([2, 3])
    })

    it('closes the worker if others have started by then', async () => {
      const { pool, startChannel } = setUp({ maxWorkers: 1 })
      void pool.inspect(large, withDefaults())
      await settle()
      const late = new FakeChannel()
      startChannel.mock.lastCall?.[0].onLate(late)
      expect(late.isClosed).toBe(true)
    })

    it('closes the worker if it has been disposed of by then', async () => {
      const { pool, startChannel } = await standIn()
      pool.dispose()
      const later = new FakeChannel()
      startChannel.mock.lastCall?.[0].onLate(later)
      expect(later.isClosed).toBe(true)
    })
  })

  it('sends the module of an algorithm with its first file to each worker', async () => {
    const { pool, channels } = setUp()
    for (const digest of ['md5', 'md5', null, 'sha-256'] as const) void pool.inspect(small, withDefaults({ digest }))
    await settle()
    expect(wasmOf(channels[0]).toSorted()).toEqual(['module for md5', 'module for sha-256'])
    for (let index = 0; index < 6; index++) void pool.inspect(small, withDefaults({ digest: 'md5' }))
    await settle()
    expect(wasmOf(channels[1])).toEqual(['module for md5'])
  })

  it('sends no module to a worker that cannot compile it', async () => {
    const channel = new FakeChannel('worker', 'script')
    const { pool } = setUp({ startChannel: async () => channel })
    void pool.inspect(small, withDefaults({ digest: 'md5' }))
    await settle()
    expect(channel.started).toEqual([1])
    expect(channel.requests[0]).not.toHaveProperty('wasm')
  })

  it('gives back the files that need a module that could not be loaded, and no others', async () => {
    const missing = new TypeError('Failed to fetch')
    const loadWasm = vi.fn<PoolOptions['loadWasm']>().mockRejectedValueOnce(missing).mockResolvedValue('module')
    const { pool, channels } = setUp({ loadWasm })
    const hashed = pool.inspect(small, withDefaults({ digest: 'md5' }))
    void pool.inspect(small, withDefaults())
    await expect(hashed).rejects.toBe(missing)
    await settle()
    expect(channels.flatMap(({ started }) => started)).toEqual([2])
    void pool.inspect(small, withDefaults({ digest: 'md5' }))
    await settle()
    expect(channels.flatMap(({ started }) => started)).toEqual([2, 3])
  })

  it('ends everything on disposal: files, workers, timers', async () => {
    const { pool, channels } = setUp({ maxWorkers: 1 })
    const all = [large, large, small].map((file) => pool.inspect(file, withDefaults()))
    await settle()
    pool.dispose()
    for (const one of all) await expect(one).rejects.toMatchObject({ name: 'AbortError' })
    expect(channels[0]?.isClosed).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
    await expect(pool.inspect(small, withDefaults())).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('does not keep a worker that starts after disposal', async () => {
    const started = Promise.withResolvers<FakeChannel>()
    const { pool } = setUp({ startChannel: () => started.promise })
    void pool.inspect(small, withDefaults()).catch(() => undefined)
    pool.dispose()
    const channel = new FakeChannel()
    started.resolve(channel)
    await settle()
    expect(channel.isClosed).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves the signal without listeners when a file is done', async () => {
    const { pool, channels } = setUp()
    const { signal } = new AbortController()
    const remove = vi.spyOn(signal, 'removeEventListener')
    const inspecting = pool.inspect(small, withDefaults({ signal }))
    await settle()
    channels[0]?.finish(1)
    await inspecting
    expect(remove).toHaveBeenCalledOnce()
  })
})

describe('InspectPool.probe', () => {
  it('asks a busy worker without waiting for its other work', async () => {
    const { pool, channels } = setUp({ maxWorkers: 1 })
    for (const file of [large, large]) void pool.inspect(file, withDefaults())
    await settle()
    const probing = pool.probe(small)
    expect(probesOf(channels[0])).toEqual([3])
    channels[0]?.reply({ kind: 'probed', id: 3, condition: 'changed' })
    await expect(probing).resolves.toBe('changed')
  })

  it('starts no worker: if none is running, the page reads the byte', async () => {
    const { pool, startChannel } = setUp()
    await expect(pool.probe(small)).resolves.toBe('readable')
    expect(startChannel).not.toHaveBeenCalled()
  })

  it.each([
    ['crashes', async (channel: FakeChannel) => channel.crash()],
    ['falls silent', () => vi.advanceTimersByTimeAsync(3000)],
    ['is closed because it has no work', () => vi.advanceTimersByTimeAsync(60_000)],
  ])('is left to the page when the worker %s', async (how, act) => {
    const { pool, channels } = setUp({ maxWorkers: 1, idleMs: how.startsWith('is closed') ? 1000 : 60_000 })
    const inspecting = pool.inspect(small, withDefaults())
    await settle()
    const [channel = new FakeChannel()] = channels
    channel.finish(1)
    await inspecting
    const probing = pool.probe(small)
    await act(channel)
    await expect(probing).resolves.toBe('readable')
  })

  it('leaves no timer behind once it is answered', async () => {
    const { pool, channels } = setUp({ maxWorkers: 1 })
    const inspecting = pool.inspect(small, withDefaults())
    await settle()
    channels[0]?.finish(1)
    await inspecting
    const timers = vi.getTimerCount()
    const probing = pool.probe(small)
    channels[0]?.reply({ kind: 'probed', id: 2, condition: 'readable' })
    await probing
    expect(vi.getTimerCount()).toBe(timers)
  })
})
