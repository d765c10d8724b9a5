import type { Alive } from './alive.ts'

/** Counts that must be zero at the end, whatever they were before. */
const none: ReadonlySet<string> = new Set([
  'object URLs',
  'workers',
  'requests open',
  'screen locks',
  'Web Locks',
  'File objects',
  'Worker objects',
  'mirrored calls',
  'records in IndexedDB',
])

/** How much a count may grow during a lap, because engines keep some objects for themselves. */
const tolerated: Readonly<Record<string, number>> = {
  'DOM nodes': 20,
  'listeners, all': 5,
  'AbortController objects': 3,
  'AbortSignal objects': 3,
  'Blob objects': 0,
  'XMLHttpRequest objects': 1,
  'timers due': 0,
  'animation frames requested': 1,
  'heap: objects, bytes': 100_000,
  // Compiled code and other data of the engine are not counted.
  'heap: code, bytes': Number.POSITIVE_INFINITY,
}

/** Returns a line for each leak. @param laps what was alive after each lap, beginning with the warm-up */
export function judgeLeaks(laps: readonly Alive[]): readonly string[] {
  return laps.slice(1).flatMap((alive, index) => {
    const before = laps[index] ?? {}
    return Object.entries(alive).flatMap(([what, count]) => {
      const more = count - (before[what] ?? 0)
      if (none.has(what) && count > 0) return [`leak: ${count} ${what} after lap ${index + 2}`]
      return more > (tolerated[what] ?? 0) ? [`leak: ${more} more ${what} after lap ${index + 2}`] : []
    })
  })
}
