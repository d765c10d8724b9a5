import { longestTimerMs } from '../shared/longestTimerMs.js'
import type { Clock } from '../contract/ports/page.js'

/** The browser's own time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule(run, delayMs) {
    const timer = setTimeout(run, Math.min(delayMs, longestTimerMs))
    return () => clearTimeout(timer)
  },
}
