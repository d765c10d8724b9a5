import { describe, expect, it, vi } from 'vitest'
import type { Clock } from '../../contract/ports/page.js'
import { createFakeClock } from '../../testing/fakes/fakeClock.js'
import { createWatchdogs, type WatchdogOptions } from './watchdog.js'

function watch(more: Partial<WatchdogOptions> = {}, clock = createFakeClock()) {
  const given: string[] = []
  const watchdog = createWatchdogs(clock)({
    stallAfterMs: 30_000,
    answerWithinMs: 60_000,
    sizeBytes: 0,
    unseenWithinMs: null,
    onGiveUp: (reason) => given.push(reason),
    ...more,
  })
  return { clock, watchdog, given }
}

describe('a watchdog', () => {
  it('gives up before the first byte', async () => {
    const { clock, given } = watch()
    await clock.advance(29_999)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['stalled'])
    expect(clock.pending).toBe(0)
  })

  it('counts from the last progress', async () => {
    const { clock, watchdog, given } = watch()
    await clock.advance(20_000)
    watchdog.noteProgress()
    await clock.advance(29_999)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['stalled'])
  })

  it('never gives up a transfer that is only slow', async () => {
    const { clock, watchdog, given } = watch()
    for (let minute = 0; minute < 60; minute++) {
      await clock.advance(29_000)
      watchdog.noteProgress()
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

  it('adds to the wait for the answer what the bytes need at 50 kB/s, less what sending took', async () => {
    const { clock, watchdog, given } = watch({ sizeBytes: 6_000_000 })
    await clock.advance(20_000)
    watchdog.awaitAnswer()
    await clock.advance(60_000 + (120_000 - 20_000) - 1)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['silent'])
  })

  it('adds nothing to the wait for the answer if sending took as long as the bytes need at 50 kB/s', async () => {
    const { clock, watchdog, given } = watch({ sizeBytes: 1_000_000 })
    await clock.advance(25_000)
    watchdog.awaitAnswer()
    await clock.advance(60_000)
    expect(given).toEqual(['silent'])
  })

  it.each([
    [5000, 120_000],
    [9_000_000, 180_000],
  ])('gives %i bytes behind a service worker %i ms while no progress is reported', async (sizeBytes, ms) => {
    const { clock, watchdog, given } = watch({ sizeBytes, unseenWithinMs: 120_000 })
    // Some browsers report the end of the upload before it has begun.
    watchdog.awaitAnswer()
    await clock.advance(ms - 1)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['silent'])
    expect(clock.pending).toBe(0)
  })

  it('notices a stall behind a service worker once progress was reported', async () => {
    const { clock, watchdog, given } = watch({ sizeBytes: 9_000_000, unseenWithinMs: 120_000 })
    await clock.advance(50)
    watchdog.noteProgress()
    await clock.advance(30_000)
    expect(given).toEqual(['stalled'])
  })

  it('needs a single timer while the limits only grow', async () => {
    const { clock, watchdog, schedule } = countTimers()
    watchdog.noteProgress()
    await clock.advance(10)
    watchdog.awaitAnswer()
    watchdog.stop()
    expect(schedule).toHaveBeenCalledOnce()
    expect(clock.pending).toBe(0)
  })

  it('leaves no timer when it is stopped', async () => {
    const { clock, watchdog, given } = watch()
    watchdog.awaitAnswer()
    watchdog.stop()
    expect(clock.pending).toBe(0)
    await clock.advance(1_000_000)
    expect(given).toEqual([])
  })

  it('starts the time again when its timer fires much too late', () => {
    const { clock, given, sleepUntil } = sleepyWatch()
    sleepUntil(3_600_000)
    expect(given).toEqual([])
    sleepUntil(3_600_000 + 30_000)
    expect(given).toEqual(['stalled'])
    expect(clock.pending()).toBe(0)
  })

  it('starts the time again when the machine slept right after progress', () => {
    const { given, watchdog, passTo, sleepUntil } = sleepyWatch()
    passTo(20_000)
    watchdog.noteProgress()
    // The timer was due after 30 s. Since the progress, the limit has passed, too.
    sleepUntil(60_000)
    expect(given).toEqual([])
    sleepUntil(90_000)
    expect(given).toEqual(['stalled'])
  })

  it('does not excuse every late timer, because all timers of a hidden tab may be late', () => {
    const { given, sleepUntil } = sleepyWatch()
    for (const minute of [1, 2, 3]) sleepUntil(minute * 60_000)
    expect(given).toEqual(['stalled'])
  })

  it('excuses late timers again after progress', () => {
    const { given, sleepUntil, watchdog } = sleepyWatch()
    for (const hour of [1, 2, 3, 4, 5]) {
      sleepUntil(hour * 3_600_000)
      watchdog.noteProgress()
    }
    expect(given).toEqual([])
  })

  it('never gives up without limits', async () => {
    const clock = createFakeClock()
    const given: string[] = []
    const limits = { stallAfterMs: Infinity, answerWithinMs: Infinity, sizeBytes: 0, unseenWithinMs: null }
    createWatchdogs(clock)({ ...limits, onGiveUp: (reason) => given.push(reason) })
    await clock.advance(100 * 24 * 3_600_000)
    expect(given).toEqual([])
  })
})

describe('several watchdogs', () => {
  function watchSeveral() {
    const clock = createFakeClock()
    const start = createWatchdogs(clock)
    const given: string[] = []
    const watchOver = (name: string, stallAfterMs: number, onGiveUp = (): void => undefined) =>
      start({
        stallAfterMs,
        answerWithinMs: 60_000,
        sizeBytes: 0,
        unseenWithinMs: null,
        onGiveUp() {
          given.push(name)
          onGiveUp()
        },
      })
    return { clock, given, watchOver }
  }

  it('give up each at its own time, by one timer', async () => {
    const { clock, given, watchOver } = watchSeveral()
    watchOver('slow', 300)
    watchOver('quick', 100)
    watchOver('quick, too', 100)
    expect(clock.pending).toBe(1)
    await clock.advance(99)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['quick', 'quick, too'])
    await clock.advance(199)
    expect(given).toHaveLength(2)
    await clock.advance(1)
    expect(given).toEqual(['quick', 'quick, too', 'slow'])
    expect(clock.pending).toBe(0)
  })

  it('start a timer only for a time that is up earlier', () => {
    const { clock, watchOver } = watchSeveral()
    const schedule = vi.spyOn(clock, 'schedule')
    watchOver('watched', 200)
    const watchdog = watchOver('slow', 300)
    watchdog.noteProgress()
    watchdog.awaitAnswer()
    watchdog.stop()
    expect(schedule).toHaveBeenCalledOnce()
    watchOver('quick', 100)
    expect(schedule).toHaveBeenCalledTimes(2)
    expect(clock.pending).toBe(1)
  })

  it('go on when the one whose time is up first is stopped', async () => {
    const { clock, given, watchOver } = watchSeveral()
    const stopped = watchOver('stopped', 100)
    watchOver('watched', 200)
    stopped.stop()
    await clock.advance(199)
    expect(given).toEqual([])
    await clock.advance(1)
    expect(given).toEqual(['watched'])
  })

  it('go on when what one of them calls throws', async () => {
    const { clock, given, watchOver } = watchSeveral()
    const fail = (): void => {
      throw new Error('an extension has replaced abort()')
    }
    watchOver('failing', 100, fail)
    watchOver('watched', 200)
    await expect(clock.advance(100)).rejects.toThrow('extension')
    await clock.advance(100)
    expect(given).toEqual(['failing', 'watched'])
  })

  it('leave no timer when all of them are stopped', () => {
    const { clock, watchOver } = watchSeveral()
    const watchdogs = [watchOver('one', 100), watchOver('other', 200)]
    for (const watchdog of watchdogs) watchdog.stop()
    expect(clock.pending).toBe(0)
  })

  it('do not give up one that another has stopped because it gave up', async () => {
    const { clock, given, watchOver } = watchSeveral()
    watchOver('first', 100, () => second.stop())
    const second = watchOver('second', 100)
    await clock.advance(100)
    expect(given).toEqual(['first'])
    expect(clock.pending).toBe(0)
  })
})

function countTimers() {
  const clock = createFakeClock()
  const schedule = vi.spyOn(clock, 'schedule')
  return { schedule, ...watch({}, clock) }
}

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
  const watchdog = createWatchdogs(clock)({
    stallAfterMs: 30_000,
    answerWithinMs: 60_000,
    sizeBytes: 0,
    unseenWithinMs: null,
    onGiveUp: (reason) => given.push(reason),
  })
  const passTo = (atMs: number) => (nowMs = atMs)
  const sleepUntil = (atMs: number) => {
    passTo(atMs)
    const run = waiting
    waiting = undefined
    run?.()
  }
  return { clock, given, watchdog, passTo, sleepUntil }
}
