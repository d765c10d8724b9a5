/** Up to here a file is read in one go, and several may be in flight. */
export const smallFileBytes: number = 1024 * 1024

/** So many small ones hide each other's waiting for the disk; more would only keep memory busy. */
export const smallFilesAtOnce: number = 6

/** How long a medium may deliver nothing. A sleeping drive, or a file still in the cloud, takes its time. */
export const readLimitMs: number = 60_000

/** How long a picture may take before its facts are left out. A large one takes a second. */
export const pictureLimitMs: number = 10_000

/** How long a picture may keep the next one waiting. */
export const picturePatienceMs: number = 1_500

/** How often a busy worker says that it is alive, and how often the page checks. */
export const heartbeatMs: number = 1_000

/** How many heartbeats in a row may be missed. Counted, not timed: after a sleep all timers are due at once. */
export const mostMissedHeartbeats: number = 10

/** A worker that has missed this many gets no more files until it speaks again. */
export const missedHeartbeatsToDoubt: number = 3

/** A file without progress for this many heartbeats no longer keeps others waiting. */
export const heartbeatsToStall: number = 5
