/** Full jitter between 0 and a limit that doubles with each try. */
export interface Backoff {
  /** milliseconds; 0: at once */
  readonly baseMs: number
  readonly capMs: number
}

/** By how much a server may lengthen our own wait. Otherwise each file could wait a minute for each of its tries. */
export const mostExtraWaitMs = 5_000

/** The wait before the next try. A server's `Retry-After` counts, but may exceed our own wait only by a little. */
export function backoffMs(
  failedBefore: number,
  { baseMs, capMs }: Backoff,
  random: number,
  retryAfterSeconds: number | undefined,
): number {
  const ownMs = random * Math.min(capMs, baseMs * 2 ** failedBefore)
  const askedMs = (retryAfterSeconds ?? 0) * 1000
  // A NaN, such as from a date that an adapter read as a number, must not become the wait.
  return askedMs > ownMs ? Math.min(askedMs, ownMs + mostExtraWaitMs) : ownMs
}
