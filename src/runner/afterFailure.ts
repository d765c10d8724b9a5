import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { deriveError, type UploadError } from '../errors/UploadError.js'
import { toUploadError } from '../errors/toUploadError.js'
import { isChunkError } from '../errors/isChunkError.js'
import { loadWaitMs } from '../shared/loadWaitMs.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { canSend } from './answers/tickets.js'
import { nameDoubt } from './answers/confirmDoubt.js'
import { OutageTimeout } from './outages/OutageTimeout.js'
import { countTry, decide, stepToRetry } from './retryPolicy.js'
import type { RunContext } from './RunContext.js'
import type { NextStep } from './scheduling/WaitingLines.js'

/** The end of an upload that failed. */
export interface Failure {
  readonly at: Step
  readonly error: UploadError
  /** It failed with everybody else who waited for a server. */
  readonly outageTimeout?: OutageTimeout
}

/** Decides what comes after a step failed, by the one retry policy and by what is known of the connection and the servers. */
export function afterFailure<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  thrown: unknown,
  context: RunContext<TFile>,
): NextStep | Failure {
  if (thrown instanceof OutageTimeout) return failForOutage(active, step, thrown)
  const error = toUploadError(thrown, step)
  // An adapter may load the code of its calls with the first of them. That code cannot be loaded says nothing of the
  // file or its servers, so it costs no try.
  if (isChunkError(error.cause)) {
    forgetSend(active, step)
    return { step, loadAgainMs: loadWaitMs(active.countFailedLoad()) }
  }
  const { ports, outages, scheduler } = context
  const isOnline = ports.connection.isOnline()
  const next = toPossible(active, stepToRetry(error.retry.from, step), ports.clock.now())
  // Without a connection nothing can be said of the file or its servers, so it costs no try.
  if (!isOnline && error.retry.when === 'automatically' && next !== 'inspecting') {
    forgetSend(active, step)
    return { step: next }
  }
  // A worker that cannot be loaded looks like a failed inspection, and the connection is the likeliest reason.
  if (!isOnline && error.code === 'inspection-failed') return { step: 'inspecting', needsConnection: true }

  const server = outages.recordFailure(active, error)
  if (server?.isTimedOut) {
    const outageTimeout = new OutageTimeout(error)
    scheduler.failWaiting(server, outageTimeout)
    return failForOutage(active, step, outageTimeout)
  }
  const callAttempt = next === step ? active.run.callAttempt + 1 : 1
  if (server) {
    // An outage costs the file no try: it waits with all the others, and fails when they do.
    forgetSend(active, step)
    active.updateRun({ callAttempt })
    outages.recordFailedProbe(active)
    scheduler.slowDown(error, 0)
    return { step: next }
  }
  const decision = decide(error, active.run.tries, ports.random())
  if (decision.kind === 'give-up') return { at: step, error: nameDoubt(active, decision.error) }
  const { delayMs } = decision
  active.updateRun({ callAttempt, tries: countTry(active.run.tries, error.code) })
  scheduler.slowDown(error, delayMs)
  if (delayMs === 0) return { step: next }
  return { step: next, retry: { at: ports.clock.date() + delayMs, error, delayMs } }
}

/** A request that failed for a reason outside of the file does not count towards the most that a file may cost. */
function forgetSend(active: ActiveUpload<StoredFile>, step: Step): void {
  const { tries } = active.run
  // A part that arrived has set the count to 0 already, this request included.
  if (step === 'sending') active.updateRun({ tries: { ...tries, sends: Math.max(0, tries.sends - 1) } })
}

/** A ticket may have expired meanwhile, so sending may need another one first. */
function toPossible(active: ActiveUpload<StoredFile>, step: Step, nowMs: number): Step {
  return step === 'sending' && !canSend(active.run, nowMs) ? 'requesting' : step
}

function failForOutage(active: ActiveUpload<StoredFile>, at: Step, outageTimeout: OutageTimeout): Failure {
  const { error } = outageTimeout
  const byHand = deriveError(error, { step: at, retry: { when: 'by-hand', from: error.retry.from } })
  return { at, error: nameDoubt(active, byHand), outageTimeout }
}
