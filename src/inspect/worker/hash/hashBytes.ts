import type { YieldToEventLoop } from '../yieldToEventLoop.js'
import type { Hasher } from './hasher.js'

/** So much at a time that even a script on a slow phone is done with it in well under 50 ms. */
const sliceBytes = 256 * 1024

/** What hashing takes its pauses and its end from. */
export interface HashPace {
  readonly signal: AbortSignal
  readonly yieldToEventLoop: YieldToEventLoop
}

/** Hashes bytes in slices, and stops between two of them when the signal fires. */
export async function hashBytes(
  hasher: Hasher,
  bytes: Uint8Array,
  { signal, yieldToEventLoop }: HashPace,
): Promise<void> {
  for (let offset = 0; offset < bytes.length; offset += sliceBytes) {
    hasher.update(bytes.subarray(offset, offset + sliceBytes))
    await yieldToEventLoop()
    signal.throwIfAborted()
  }
}
