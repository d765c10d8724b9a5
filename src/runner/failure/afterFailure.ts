import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { isUploadError } from '../../errors/isUploadError.js'
import { toUploadError } from '../../errors/toUploadError.js'
import { deriveError, type UploadError } from '../../errors/UploadError.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { isToBeMadeAgain } from '../file/isToBeMadeAgain.js'
import { canSend } from '../answers/tickets.js'
import type { Failure, Next, NextStep } from '../Next.js'
import { OutageTimeout } from '../outages/OutageTimeout.js'
import { startOutages } from '../outages/startOutages.js'
import type { RunContext } from '../RunContext.js'
import type { Turn } from '../scheduling/Turn.js'
import { stepToRetry } from './stepToRetry.js'
import { asAmbiguous } from './ambiguousConfirm.js'
import { explainConfirm } from './explainConfirm.js'
import { explainSend } from './explainSend.js'
import { countTry, decide } from './retryPolicy.js'
import { slowDown } from './slowDown.js'

/**
 * Decides what comes after a step failed: first by what the failure means, then by what is known of the connection and
 * the servers, and last by the one retry policy.
 *
 * @param wasOnline whether the page had a connection when the step failed
 */
export async function afterFailure<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  thrown: unknown,
  wasOnline: boolean,
  turn: Turn<TFile> | null,
  context: RunContext<TFile>,
): Promise<Next<TFile> | Failure> {
  if (thrown instanceof OutageTimeout) return failForOutage(active, step, thrown)
  const explained = await explain(active, step, thrown, turn, context)
  // Another upload can have the transfer slot, if this one has any, while this one waits for its next try.
  turn?.end()
  active.signal.throwIfAborted()
  return isUploadError(explained) ? planNext(active, step, explained, wasOnline, context) : explained
}

/** The error, or what comes next if the step has reached its goal after all. */
async function explain<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  thrown: unknown,
  turn: Turn<TFile> | null,
  context: RunContext<TFile>,
): Promise<Next<TFile> | UploadError> {
  if (step === 'sending') return explainSend(active, thrown, turn, context)
  if (step === 'confirming') return explainConfirm(active, thrown, context)
  return toUploadError(thrown, step, active.upload.name)
}

/**
 * Rules out reasons outside of the file, first the connection and then the server. Only a failure that has none costs the
 * file a try.
 */
function planNext<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  error: UploadError,
  wasOnline: boolean,
  context: RunContext<TFile>,
): NextStep | Failure {
  const { ports, scheduler } = context
  const next = toPossible(active, stepToRetry(error.retry.from, step), ports.clock.now())
  // Without a connection nothing can be said of the file or its servers, so it costs no try.
  if (!wasOnline && error.retry.when === 'automatically' && next !== 'inspecting') return { step: next }
  // This is how an inspector of the app's own may report that its code could not be loaded.
  if (!wasOnline && error.code === 'inspection-failed') return { step: 'inspecting', needsConnection: true }

  const outages = startOutages(context)
  const server = outages.recordFailure(active, error)
  if (server?.isTimedOut) {
    const outageTimeout = new OutageTimeout(error)
    outages.failWaiting(scheduler.lines, server, outageTimeout)
    return failForOutage(active, step, outageTimeout)
  }
  const callAttempt = next === step ? active.run.callAttempt + 1 : 1
  if (server) {
    // An outage costs the file no try: it waits with all the others, and fails when they do.
    active.updateRun({ callAttempt })
    outages.recordFailedProbe(active)
    // Without a wait of its own: the outage decides when the server is tried again.
    slowDown(scheduler, error, 0)
    return { step: next }
  }
  const decision = decide(error, active.run.tries, ports.random())
  if (decision.kind === 'give-up') return { at: step, error: asAmbiguous(active, decision.error) }
  const { delayMs } = decision
  active.updateRun({ callAttempt, tries: countTry(active.run.tries, error) })
  slowDown(scheduler, error, delayMs)
  if (delayMs === 0) return { step: next }
  return { step: next, retry: { at: ports.clock.date() + delayMs, error, delayMs } }
}

/** A ticket may have expired meanwhile, so sending may need another one first, or even the file. */
function toPossible(active: ActiveUpload<StoredFile>, step: Step, nowMs: number): Step {
  if (step !== 'confirming' && isToBeMadeAgain(active)) return 'inspecting'
  return step === 'sending' && !canSend(active.run, nowMs) ? 'requesting' : step
}

/** By hand, because the server was tried for minutes already, and nobody knows when it will be back. */
function failForOutage(active: ActiveUpload<StoredFile>, at: Step, outageTimeout: OutageTimeout): Failure {
  const { error } = outageTimeout
  const byHand = deriveError(error, { step: at, retry: { when: 'by-hand', from: error.retry.from } })
  return { at, error: asAmbiguous(active, byHand), outageTimeout }
}
