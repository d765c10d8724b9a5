import { afterEach, expect, it, vi } from 'vitest'
import { sweepAtIntervals } from './sweepAtIntervals.ts'

afterEach(() => vi.useRealTimers())

it('sweeps at once and every hour, one sweep at a time, until it is stopped', async () => {
  vi.useFakeTimers()
  const hourMs = 60 * 60 * 1000
  const ends: (() => void)[] = []
  const sweep = vi.fn<() => Promise<void>>(() => new Promise((resolve) => ends.push(resolve)))
  const stop = sweepAtIntervals({ sweep })
  await vi.advanceTimersByTimeAsync(hourMs)
  expect(sweep).toHaveBeenCalledTimes(1)
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(hourMs)
  expect(sweep).toHaveBeenCalledTimes(2)
  const stopped = stop()
  ends[1]?.()
  await stopped
  await vi.advanceTimersByTimeAsync(5 * hourMs)
  expect(sweep).toHaveBeenCalledTimes(2)
  expect(vi.getTimerCount()).toBe(0)
})
