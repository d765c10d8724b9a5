import type { YieldToEventLoop } from '../yieldToEventLoop.js'
import type { Hasher } from './hasher.js'

/** Even a script on a slow phone hashes this much in well under 50 ms. */
const sliceBytes = 256 * 1024

/** What interrupts the hashing: other tasks for a moment, the signal for good. */
export interface HashInterrupts {
  readonly signal: AbortSignal
  readonly yieldToEventLoop: YieldToEventLoop
}

/**
 * Hashes bytes in slices, and stops between two of them when the signal fires. It does not yield after a single slice:
 * that is short enough for one task, and thousands of small files would each wait.
 */
export async function hashBytes(
  hasher: Hasher,
  bytes: Uint8Array,
  { signal, yieldToEventLoop }: HashInterrupts,
): Promise<void> {
  if (bytes.length <= sliceBytes) return hasher.update(bytes)
  for (let offset = 0; offset < bytes.length; offset += sliceBytes) {
    hasher.update(bytes.subarray(offset, offset + sliceBytes))
    await yieldToEventLoop()
    signal.throwIfAborted()
  }
}
