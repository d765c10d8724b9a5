import type { Alive } from './alive.ts'

/** What has to be none when all is over, whatever it was before. */
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

/** How much more there may be after a lap than before it: engines keep some things for themselves. */
const tolerated: Readonly<Record<string, number>> = {
  'DOM nodes': 20,
  'listeners, all': 5,
  'AbortController objects': 3,
  'AbortSignal objects': 3,
  'Blob objects': 0,
  'XMLHttpRequest objects': 1,
  'timers due': 0,
  'frames asked for': 1,
  'heap: objects, bytes': 100_000,
  // What the engine compiles, and what it learns of the program, is its own affair.
  'heap: code, bytes': Number.POSITIVE_INFINITY,
}

/** What laps have left behind, a line for each. @param laps what was alive after each, the warm-up first */
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
