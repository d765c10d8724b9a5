import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { InspectOptions, Inspection } from '../../contract/ports/inspector.js'
import { InspectPool } from './InspectPool.js'
import { FakeChannel } from '../../../test/inspect/FakeChannel.js'
import { withDefaults } from '../../../test/inspect/inspectWith.js'

const small = new File(['small'], 'small.txt')
const large = Object.defineProperty(new File(['large'], 'large.bin'), 'size', { value: 3_000_000 })

let channels: FakeChannel[]
let pool: InspectPool
let onPage: boolean[]

beforeEach(() => {
  vi.useFakeTimers()
  channels = []
  onPage = []
  pool = new InspectPool({
    maxWorkers: 1,
    idleMs: 60_000,
    heartbeatMs: 1000,
    loadWasm: async (algorithm) => `module for ${algorithm}`,
    isWayKnown: () => true,
    startChannel: async (start) => {
      onPage.push(start.onPage)
      const channel = new FakeChannel(start.onPage ? 'main' : 'worker')
      channels.push(channel)
      return channel
    },
  })
})
afterEach(() => {
  pool.dispose()
  vi.useRealTimers()
})

/** Prevents unhandled rejections of promises that a test does not await. */
function inspect(file: File, options: Partial<InspectOptions> = {}): Promise<Inspection> {
  const inspecting = pool.inspect(file, withDefaults(options))
  inspecting.catch(() => undefined)
  return inspecting
}

const seconds = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 1000)

/** Time passes, and the worker says that it is alive. */
async function secondsAlive(channel: FakeChannel | undefined, count: number): Promise<void> {
  for (let second = 0; second < count; second++) {
    channel?.reply({ kind: 'alive' })
    await seconds(1)
  }
}

const requestOf = (channel: FakeChannel | undefined, id: number) =>
  channel?.requests.find((request) => request.kind === 'inspect' && request.id === id)

describe('a worker that falls silent', () => {
  it('is replaced, and its file is inspected again', async () => {
    const inspecting = inspect(large)
    await seconds(0)
    await secondsAlive(channels[0], 60)
    expect(channels).toHaveLength(1)
    await seconds(12)
    expect(channels[0]?.isClosed).toBe(true)
    channels[1]?.finish(1)
    await expect(inspecting).resolves.toBeDefined()
  })

  it('makes later files wait for three seconds, not longer', async () => {
    const first = inspect(large)
    const waiting = inspect(large)
    await seconds(2)
    expect(channels).toHaveLength(1)
    await seconds(1)
    expect(channels[1]?.started).toEqual([2])
    channels[1]?.finish(2)
    await waiting
    await seconds(10)
    expect(channels[0]?.isClosed).toBe(true)
    channels[1]?.finish(1)
    await expect(first).resolves.toBeDefined()
  })

  it('gets files again as soon as it responds', async () => {
    void inspect(large)
    await seconds(4)
    channels[0]?.reply({ kind: 'alive' })
    const later = inspect(small)
    await seconds(0)
    expect(channels.map(({ started }) => started)).toEqual([[1, 2]])
    channels[0]?.finish(2)
    await expect(later).resolves.toBeDefined()
  })

  it('costs a file its inspection when it happens again over the same one, and no other file', async () => {
    const all = [large, small, small].map((file) => inspect(file).catch((error: unknown) => error))
    await seconds(0)
    channels[0]?.reply({ kind: 'alive' })
    await seconds(12)
    expect(channels[1]?.started).toEqual([1])
    channels[1]?.reply({ kind: 'alive' })
    await seconds(12)
    expect(await all[0]).toMatchObject({ code: 'inspection-failed' })
    channels[2]?.finish(2)
    channels[3]?.finish(3)
    expect(await Promise.all(all.slice(1))).toMatchObject([{ sniffedType: 'test/2' }, { sniffedType: 'test/3' }])
  })

  it('while decoding a picture is asked for everything except the picture next time, and other files lose nothing', async () => {
    const inspecting = inspect(small, { digest: 'md5' })
    void inspect(small)
    await seconds(0)
    channels[0]?.reply({ kind: 'picture', id: 1, state: 'begun' })
    await seconds(12)
    expect(channels[1]?.started).toEqual([1, 2])
    expect(requestOf(channels[1], 1)).toMatchObject({ digest: 'md5', withoutPicture: true })
    expect(requestOf(channels[1], 2)).toMatchObject({ withoutPicture: false })
    channels[1]?.finish(1)
    await expect(inspecting).resolves.toBeDefined()
  })

  it('after it was done with a picture does not blame that', async () => {
    void inspect(small)
    await seconds(0)
    channels[0]?.reply({ kind: 'picture', id: 1, state: 'begun' })
    channels[0]?.reply({ kind: 'picture', id: 1, state: 'ended' })
    channels[0]?.crash()
    await seconds(0)
    expect(requestOf(channels[1], 1)).toMatchObject({ withoutPicture: false })
  })

  it('right after its greeting is replaced by the page when the next one does the same', async () => {
    const inspecting = inspect(small)
    await seconds(40)
    expect(onPage).toEqual([false, false, true])
    expect(channels.map(({ isClosed }) => isClosed)).toEqual([true, true, false])
    channels[2]?.finish(1)
    await expect(inspecting).resolves.toBeDefined()
  })

  it('is not noticed while there is no work', async () => {
    const inspecting = inspect(small)
    await seconds(0)
    channels[0]?.finish(1)
    await inspecting
    await seconds(30)
    expect(channels[0]?.isClosed).toBe(false)
  })
})

describe('a worker whose decode does not end', () => {
  it('finishes what it has, gets no more, and is then ended', async () => {
    const [stuck, other] = [inspect(small), inspect(small)]
    await seconds(0)
    channels[0]?.reply({ kind: 'picture', id: 1, state: 'begun' })
    channels[0]?.reply({ kind: 'picture', id: 1, state: 'stuck' })
    channels[0]?.finish(1)
    await stuck
    void inspect(small)
    await seconds(0)
    expect(channels.map(({ started }) => started)).toEqual([[1, 2], [3]])
    expect(channels[0]?.isClosed).toBe(false)
    channels[0]?.finish(2)
    await other
    expect(channels.map(({ isClosed }) => isClosed)).toEqual([true, false])
  })

  it('still allows cancelling its other files, and ends with the pool', async () => {
    const controller = new AbortController()
    void inspect(small)
    const other = inspect(small, { signal: controller.signal })
    await seconds(0)
    channels[0]?.reply({ kind: 'picture', id: 1, state: 'stuck' })
    controller.abort()
    await expect(other).rejects.toMatchObject({ name: 'AbortError' })
    expect(channels[0]?.requests.at(-1)).toEqual({ kind: 'cancel', id: 2 })
    pool.dispose()
    expect(channels[0]?.isClosed).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('files that do not move', () => {
  it('leave their places to others after five seconds, and say so', async () => {
    const onStalled = vi.fn()
    for (let file = 0; file < 6; file++) void inspect(small, { onStalled })
    const seventh = inspect(small)
    await seconds(0)
    expect(channels[0]?.started).toHaveLength(6)
    await secondsAlive(channels[0], 5)
    expect(onStalled).toHaveBeenCalledTimes(6)
    expect(channels[0]?.started).toHaveLength(7)
    channels[0]?.finish(7)
    await expect(seventh).resolves.toBeDefined()
  })

  it('are not those that are being hashed', async () => {
    const onStalled = vi.fn()
    void inspect(large, { onStalled })
    void inspect(large)
    await seconds(0)
    for (let second = 1; second <= 20; second++) {
      channels[0]?.reply({ kind: 'progress', id: 1, inspectedBytes: second * 1000 })
      await seconds(1)
    }
    expect(onStalled).not.toHaveBeenCalled()
    expect(channels[0]?.started).toEqual([1])
  })
})
