import { describe, expect, it } from 'vitest'
import type { Clock } from '../../contract/ports/page.js'
import { createFakeClock } from '../../testing/fakes/fakeClock.js'
import { startWatchdog, type WatchdogOptions } from './watchdog.js'

function watch(more: Partial<WatchdogOptions> = {}) {
  const clock = createFakeClock()
  const given: string[] = []
  const watchdog = startWatchdog({
    clock,
    stallAfterMs: 30_000,
    answerWithinMs: 60_000,
    sizeBytes: 0,
    unseenWithinMs: null,
    onGiveUp: (reason) => given.push(reason),
    ...more,
  })
  return { clock, watchdog, given }
}

describe('startWatchdog', () => {
  it('gives up before the first byte', async () => {
    const { clock, given } = watch()
    await clock.advance(29_999)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['stalled'])
    expect(clock.pending).toBe(0)
  })

  it('counts from the last byte that moved', async () => {
    const { clock, watchdog, given } = watch()
    await clock.advance(20_000)
    watchdog.noteMove()
    await clock.advance(29_999)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['stalled'])
  })

  it('never gives up a transfer that is only slow', async () => {
    const { clock, watchdog, given } = watch()
    for (let minute = 0; minute < 60; minute++) {
      await clock.advance(29_000)
      watchdog.noteMove()
    }
    expect(given).toEqual([])
    expect(clock.pending).toBe(1)
  })

  it('waits longer for the answer than for a byte', async () => {
    const { clock, watchdog, given } = watch()
    await clock.advance(10_000)
    watchdog.awaitAnswer()
    await clock.advance(59_999)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['silent'])
  })

  it('waits for the answer as long as the bytes are worth at 50 kB/s, beyond what sending them took', async () => {
    const { clock, watchdog, given } = watch({ sizeBytes: 6_000_000 })
    await clock.advance(20_000)
    watchdog.awaitAnswer()
    await clock.advance(60_000 + (120_000 - 20_000) - 1)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['silent'])
  })

  it('adds nothing to the wait for the answer where sending took as long as the bytes are worth', async () => {
    const { clock, watchdog, given } = watch({ sizeBytes: 1_000_000 })
    await clock.advance(25_000)
    watchdog.awaitAnswer()
    await clock.advance(60_000)
    expect(given).toEqual(['silent'])
  })

  it.each([
    [5000, 120_000],
    [9_000_000, 180_000],
  ])('gives %i bytes behind a service worker %i ms while none is seen to move', async (sizeBytes, ms) => {
    const { clock, watchdog, given } = watch({ sizeBytes, unseenWithinMs: 120_000 })
    // Some browsers say then that the upload is over before it has begun.
    watchdog.awaitAnswer()
    await clock.advance(ms - 1)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['silent'])
    expect(clock.pending).toBe(0)
  })

  it('minds a stand-still behind a service worker as soon as a byte was seen to move', async () => {
    const { clock, watchdog, given } = watch({ sizeBytes: 9_000_000, unseenWithinMs: 120_000 })
    await clock.advance(50)
    watchdog.noteMove()
    await clock.advance(30_000)
    expect(given).toEqual(['stalled'])
  })

  it('leaves no timer when it is stopped', async () => {
    const { clock, watchdog, given } = watch()
    watchdog.awaitAnswer()
    watchdog.stop()
    expect(clock.pending).toBe(0)
    await clock.advance(1_000_000)
    expect(given).toEqual([])
  })

  it('waits anew when its timer fires much later than it was due', () => {
    const { clock, given, sleepUntil } = sleepyWatch()
    sleepUntil(3_600_000)
    expect(given).toEqual([])
    sleepUntil(3_600_000 + 30_000)
    expect(given).toEqual(['stalled'])
    expect(clock.pending()).toBe(0)
  })

  it('does not forgive for ever: in a hidden tab every timer is late', () => {
    const { given, sleepUntil } = sleepyWatch()
    for (const minute of [1, 2, 3]) sleepUntil(minute * 60_000)
    expect(given).toEqual(['stalled'])
  })

  it('forgives again after a byte has moved', () => {
    const { given, sleepUntil, watchdog } = sleepyWatch()
    for (const hour of [1, 2, 3, 4, 5]) {
      sleepUntil(hour * 3_600_000)
      watchdog.noteMove()
    }
    expect(given).toEqual([])
  })

  it('takes no limit for no limit', async () => {
    const clock = createFakeClock()
    const given: string[] = []
    const limits = { stallAfterMs: Infinity, answerWithinMs: Infinity, sizeBytes: 0, unseenWithinMs: null }
    startWatchdog({ clock, ...limits, onGiveUp: (reason) => given.push(reason) })
    await clock.advance(100 * 24 * 3_600_000)
    expect(given).toEqual([])
  })
})

/** Under a clock whose one timer fires only when the machine is awake. */
function sleepyWatch() {
  let nowMs = 0
  let waiting: (() => void) | undefined
  const clock: Clock & { readonly pending: () => number } = {
    now: () => nowMs,
    date: () => nowMs,
    schedule(run) {
      waiting = run
      return () => (waiting = undefined)
    },
    pending: () => (waiting ? 1 : 0),
  }
  const given: string[] = []
  const watchdog = startWatchdog({
    clock,
    stallAfterMs: 30_000,
    answerWithinMs: 60_000,
    sizeBytes: 0,
    unseenWithinMs: null,
    onGiveUp: (reason) => given.push(reason),
  })
  const sleepUntil = (atMs: number) => {
    nowMs = atMs
    const run = waiting
    waiting = undefined
    run?.()
  }
  return { clock, given, watchdog, sleepUntil }
}
