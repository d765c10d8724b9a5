import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { Scheduler } from '../scheduling/Scheduler.js'

/** A server that is busy for one upload is busy for all. */
export function slowDown<TFile extends StoredFile>(
  { cooldowns, slots }: Scheduler<TFile>,
  { code, step, retryAfterSeconds }: UploadError,
  delayMs: number,
): void {
  if (code === 'storage-busy') {
    // Waiting alone does not help: after the wait as many transfers as before would meet the same storage.
    slots.slowDown()
    cooldowns.sending.extend(delayMs)
  }
  // Without a Retry-After the wait is our own guess about one file, so it holds up no others.
  if (step === 'requesting' && retryAfterSeconds !== undefined) cooldowns.requesting.extend(delayMs)
}
