import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createChunk } from './useChunk.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A chunk that cannot be loaded until `mend` is called. */
function createBrokenChunk() {
  const part = { part: 1 }
  const load = vi.fn<() => Promise<typeof part>>().mockRejectedValue(new TypeError('Failed to fetch'))
  return { part, load, chunk: createChunk(load), mend: () => load.mockResolvedValue(part) }
}

describe('a chunk', () => {
  it('is loaded again after growing waits, and tells when it is there', async () => {
    const { part, load, chunk, mend } = createBrokenChunk()
    const listener = vi.fn<() => void>()
    chunk.subscribe(listener)
    await vi.advanceTimersByTimeAsync(999)
    expect(load).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(load).toHaveBeenCalledTimes(2)
    mend()
    await vi.advanceTimersByTimeAsync(1_999)
    expect(chunk.get()).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    expect([chunk.get(), listener.mock.calls.length]).toEqual([part, 1])
    await vi.runAllTimersAsync()
    expect(load).toHaveBeenCalledTimes(3)
  })

  it('is not tried while the browser is offline, because some browsers remember a failed import', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const { part, load, chunk, mend } = createBrokenChunk()
    mend()
    chunk.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(1_000)
    expect(load).not.toHaveBeenCalled()
    vi.stubGlobal('navigator', { onLine: true })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(chunk.get()).toBe(part)
  })

  it('is loaded once, however many parts want it', async () => {
    const { load, chunk, mend } = createBrokenChunk()
    mend()
    chunk.subscribe(() => {})
    chunk.subscribe(() => {})
    await vi.runAllTimersAsync()
    chunk.subscribe(() => {})
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('is not loaded again after the last part has gone, but at once when the next one wants it', async () => {
    const { load, chunk } = createBrokenChunk()
    const stops = [chunk.subscribe(() => {}), chunk.subscribe(() => {})]
    await vi.advanceTimersByTimeAsync(1_000)
    expect(load).toHaveBeenCalledTimes(2)
    for (const stop of stops) stop()
    await vi.runAllTimersAsync()
    expect(load).toHaveBeenCalledTimes(2)
    const stop = chunk.subscribe(() => {})
    expect(load).toHaveBeenCalledTimes(3)
    stop()
    await vi.runAllTimersAsync()
    expect(load).toHaveBeenCalledTimes(3)
  })
})
