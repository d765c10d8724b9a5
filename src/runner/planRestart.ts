import type { HeldKeys } from '../contract/ports/heldKeys.js'
import type { RetryFrom, Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploadableEntry } from '../uploader/entry.js'
import { isToBeMadeAgain } from './file/isToBeMadeAgain.js'
import { stepToRetry } from './failure/stepToRetry.js'

/** How a person's retry begins. */
export interface Restart {
  readonly next: Step
  /** What stays of the last run. */
  readonly keep: 'everything' | 'inspection' | 'nothing'
  /** Whether nothing will be sent under the ticket of the last run any more. */
  readonly abandonsTicket: boolean
}

/** Decides with which step a new run starts, and what it takes over from the last one. */
export function planRestart(
  { upload, run }: UploadableEntry<StoredFile>,
  from: RetryFrom | undefined,
  heldKeys: HeldKeys,
): Restart {
  const startAgain: Restart = { next: 'inspecting', keep: 'nothing', abandonsTicket: true }
  const isMadeAgain = isToBeMadeAgain({ upload, run })
  const sendAgain: Restart = isMadeAgain ? startAgain : { next: 'requesting', keep: 'inspection', abandonsTicket: true }
  if (upload.status === 'done') return sendAgain
  // What it stored was overwritten since, under a key that is another upload's now.
  const hasLost = heldKeys.hasLost(run.claimant)
  if (upload.status !== 'failed') {
    // It was cancelled. If the answer to a confirm was lost before, the file may be registered.
    return run.mayBeRegistered && !hasLost
      ? { next: 'confirming', keep: 'everything', abandonsTicket: false }
      : startAgain
  }
  // A server that keeps to the old key would hand out the old ticket again.
  if (hasLost || upload.error.code === 'already-used') return sendAgain
  const step = stepToRetry(from ?? upload.error.retry.from, upload.at)
  const next = run.inspection && (step === 'confirming' || !isMadeAgain) ? step : 'inspecting'
  // The backend may answer with the ticket of before, so that one is abandoned only once another has come. Parts are
  // the exception, because they would be sent on under it.
  return { next, keep: 'everything', abandonsTicket: step === 'requesting' && run.parts !== null }
}
