/** Up to here a file is read in one go, and several may be in flight. */
export const smallFileBytes: number = 1024 * 1024

/** So many small ones hide each other's waiting for the disk; more would only keep memory busy. */
export const smallFilesAtOnce: number = 6

/** How long a medium may give no bytes. A drive that sleeps, or a file that a cloud has yet to fetch, takes its time. */
export const readLimitMs: number = 60_000

/** How long a picture may take before its facts are left out. A large one takes a second. */
export const pictureLimitMs: number = 10_000

/** How long a picture may keep the next one waiting. */
export const picturePatienceMs: number = 1_500

/** A worker at work says so this often, and the page looks as often whether it did. */
export const heartbeatMs: number = 1_000

/** So many heartbeats in a row may be missed. Counted, not timed: after a machine's sleep all timers are due at once. */
export const mostMissedHeartbeats: number = 10

/** A worker that has missed so many gets no more files before it speaks again. */
export const missedHeartbeatsToDoubt: number = 3

/** A file that has not moved for so many heartbeats does not keep others waiting. */
export const heartbeatsToStall: number = 5
