import type { Clock } from 'coatcheck/core'

/** Creates a clock that runs several times as fast, so that a minute takes seconds. */
export function hurriedClock(factor: number): Clock {
  return {
    now: () => performance.now() * factor,
    date: () => Date.now(),
    schedule(run, delayMs) {
      const timer = setTimeout(run, delayMs / factor)
      return () => clearTimeout(timer)
    },
  }
}
