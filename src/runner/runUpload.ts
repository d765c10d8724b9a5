import type { DoneUpload, FailedUpload } from '../contract/upload.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { UploadError } from '../errors/UploadError.js'
import { callSafely } from '../shared/Emitter.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { type Failure, afterFailure } from './afterFailure.js'
import { confirm } from './confirm.js'
import { inspect } from './inspect.js'
import { requestTicket } from './requestTicket.js'
import type { End, Next, RunContext } from './RunContext.js'
import type { Visit } from './scheduling/WaitingLines.js'
import type { Turn } from './scheduling/Turn.js'
import { send } from './send.js'

const steps = { inspecting: inspect, requesting: requestTicket, sending: send, confirming: confirm } as const

/**
 * Runs one upload to its end: it waits for its turn, takes the step, and goes where the step says. Whatever a step throws
 * goes to `afterFailure`, which decides whether and when it is tried again. Pausing, cancelling and removing the upload
 * abort its signal: its turn ends, and no further step is taken.
 *
 * @param first the step to start with
 * @param turn the turn for that step, if the scheduler has granted it already
 */
export async function runUpload<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  first: Step,
  context: RunContext<TFile>,
  turn: Turn<TFile> | null = null,
): Promise<void> {
  const { abandoning, scheduler, singleFlight } = context
  let next: Next<TFile> | Failure = { step: first }
  let step = first
  try {
    while ('step' in next) {
      const visit: Visit = next
      step = visit.step
      try {
        // Another upload may be sending the same bytes. Its file is used then, and this upload sends nothing.
        const shared = singleFlight.join(active, step)
        if (shared) turn?.end()
        const stored = shared && (await shared)
        if (stored) {
          abandoning.abandon(active.id)
          next = { outcome: 'existing', stored }
          continue
        }
        // A fresh upload arrives with the turn for its inspection, because it is started only when there is room.
        turn = turn?.isFor(step) ? turn : await scheduler.enter(active, visit, turn)
        next = await steps[step](active, turn, context)
        active.signal.throwIfAborted()
        active.resetAttempts()
      } catch (thrown) {
        // Another upload can have the transfer slot, if this one has any, while this one waits for its next try.
        turn?.end()
        active.signal.throwIfAborted()
        next = afterFailure(active, step, thrown, context)
      }
    }
    if ('outcome' in next) finish(active, next, context)
    else fail(active, next, context)
  } catch (thrown) {
    if (active.signal.aborted) return
    // A fault of our own. It fails the row, because this upload and those that wait for its file would wait for ever, and
    // it is reported as an uncaught error, because only that shows where it is.
    const why = `A fault in coatcheck stopped ${active.upload.name}. Please report it.`
    fail(active, { at: step, error: new UploadError('unknown', why, { step, cause: thrown }) }, context)
    callSafely(() => {
      throw thrown
    })
  } finally {
    turn?.end()
  }
}

function finish<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  { outcome, stored }: End<TFile>,
  { events, persistence, singleFlight }: RunContext<TFile>,
): void {
  persistence.forget(active.id)
  singleFlight.land(active.id, active.upload.name, stored)
  active.dispatch({ type: 'done', outcome, stored })
  events.emit('done', { upload: active.upload as DoneUpload<TFile> })
}

function fail<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  { at, error, givenUp }: Failure,
  { events, persistence, singleFlight }: RunContext<TFile>,
): void {
  singleFlight.leave(active.id, givenUp)
  if (error.retry.when === 'never') persistence.forget(active.id)
  active.dispatch({ type: 'failed', at, error })
  events.emit('failed', { upload: active.upload as FailedUpload<TFile> })
}
