import { afterEach, expect, it, vi } from 'vitest'
import { systemClock } from './systemClock.js'

afterEach(() => vi.useRealTimers())

it('waits for ever when asked to, although a timer cannot', async () => {
  vi.useFakeTimers()
  const run = vi.fn()
  systemClock.schedule(run, Number.POSITIVE_INFINITY)
  await vi.advanceTimersByTimeAsync(1_000_000)
  expect(run).not.toHaveBeenCalled()
})

it('calls off what was scheduled', async () => {
  vi.useFakeTimers()
  const run = vi.fn()
  const callOff = systemClock.schedule(run, 10)
  callOff()
  await vi.advanceTimersByTimeAsync(100)
  expect(run).not.toHaveBeenCalled()
})
