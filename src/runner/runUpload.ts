import type { DoneUpload, FailedUpload } from '../contract/upload.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
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
 * goes to the retry policy. Pausing, cancelling and removing the upload abort its signal, and nothing happens after that.
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
  const { scheduler, singleFlight } = context
  let next: Next<TFile> | Failure = { step: first }
  try {
    while ('step' in next) {
      const visit: Visit = next
      const { step } = visit
      try {
        // Another upload may be carrying the same bytes; its file is then this one's file, too.
        const other = step === 'requesting' ? singleFlight.join(active) : null
        if (other) turn?.end()
        const stored = other && (await other)
        if (stored) {
          next = { outcome: 'existing', stored }
          continue
        }
        // An upload that has just started has its turn already.
        turn = turn?.isFor(step) ? turn : await scheduler.enter(active, visit, turn)
        next = await steps[step](active, turn, context)
        active.signal.throwIfAborted()
        active.advance()
      } catch (thrown) {
        // Whoever waits for the same slot or server need not wait for the decision.
        turn?.end()
        active.signal.throwIfAborted()
        next = afterFailure(active, step, thrown, context)
      }
    }
    if ('outcome' in next) finish(active, next, context)
    else fail(active, next, context)
  } catch (thrown) {
    if (!active.signal.aborted) throw thrown
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
