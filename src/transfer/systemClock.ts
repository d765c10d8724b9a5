import { longestTimerMs } from '../core/longestTimerMs.js'
import type { Clock } from '../core/ports.js'

/** The platform's own time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule(run, delayMs) {
    const timer = setTimeout(run, Math.min(delayMs, longestTimerMs))
    return () => clearTimeout(timer)
  },
}
