import type { Blocked } from './scenarios.ts'

/** Browsers let nested timers fire no more often. */
const tickMs = 4

/** Watches how long the main thread keeps others waiting, at the cost of one empty timer each 4 ms. */
export function startMeter(): () => Blocked {
  let longestTaskMs = 0
  let longestGapMs = 0
  let last = performance.now()

  const note = (entries: PerformanceEntryList): void => {
    for (const { duration } of entries) longestTaskMs = Math.max(longestTaskMs, duration)
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ entryTypes: ['longtask'] })

  const tick = (): void => {
    const now = performance.now()
    longestGapMs = Math.max(longestGapMs, now - last - tickMs)
    last = now
  }
  const timer = setInterval(tick, tickMs)

  return () => {
    tick()
    clearInterval(timer)
    note(observer.takeRecords())
    observer.disconnect()
    return { longestTaskMs, longestGapMs }
  }
}
