import { createFakeClock, type FakeClock } from '../../src/testing/fakes/fakeClock.js'

/** How far the time moves each time that it is read. */
export const lookMs = 0.01

/**
 * A fake clock as a browser's behaves: time goes on while code runs, and a timer may fire a fraction of a millisecond
 * early, or late on a busy page.
 *
 * @param earlyMs below 0: so much later
 */
export function createRestlessClock(earlyMs: number): FakeClock {
  const clock = createFakeClock()
  let looks = 0
  return {
    now: () => clock.now() + (looks += 1) * lookMs,
    date: () => clock.date() + looks * lookMs,
    schedule: (run, delayMs) => clock.schedule(run, delayMs - earlyMs),
    advance: (delayMs) => clock.advance(delayMs),
    get pending() {
      return clock.pending
    },
  }
}
