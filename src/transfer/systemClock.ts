import type { Clock } from '../core/ports.js'

/** A timer beyond this would fire at once. */
const longestTimerMs = 2 ** 31 - 1

/** The platform's own time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule(run, delayMs) {
    const timer = setTimeout(run, Math.min(delayMs, longestTimerMs))
    return () => clearTimeout(timer)
  },
}
