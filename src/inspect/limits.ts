/** Files up to this size are read in one go, and several at a time. */
export const smallFileBytes: number = 1024 * 1024

/** Six small files at a time hide each other's waiting for the disk; more would only take memory. */
export const smallFilesAtOnce: number = 6

/** How long a medium may deliver nothing. A sleeping drive, or a file that is still in the cloud, takes its time. */
export const readLimitMs: number = 60_000

/** How long a picture may take before its facts are left out. A large one takes a second. */
export const pictureLimitMs: number = 10_000

/** How long one picture may keep the next one waiting. */
export const picturePatienceMs: number = 1_500

/** How often a busy worker says that it is alive, and how often the page checks. */
export const heartbeatMs: number = 1_000

/**
 * A worker that misses more heartbeats in a row is replaced. They are counted, not timed, because all timers are due at
 * once after the machine has slept.
 */
export const mostMissedHeartbeats: number = 10

/** A worker that has missed this many heartbeats gets no more files until it answers again. */
export const missedHeartbeatsToDoubt: number = 3

/** A file without progress for this many heartbeats no longer keeps others waiting. */
export const heartbeatsToStall: number = 5
