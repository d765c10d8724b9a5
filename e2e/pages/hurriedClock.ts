import type { Clock } from 'coatcheck/core'

/** Time that passes several times as fast as outside: a minute's wait takes seconds. */
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
