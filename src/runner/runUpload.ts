import type { DoneUpload, FailedUpload } from '../contract/upload.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { PlainError } from '../errors/PlainError.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { confirm } from './confirm.js'
import { inspect } from './inspect.js'
import { loadGathering } from './lazy/loadGathering.js'
import { loadRareCode } from './lazy/loadRareCode.js'
import type { End, Failure, Next, NextStep } from './Next.js'
import { handleFailure } from './handleFailure.js'
import { requestTicket } from './requestTicket.js'
import type { RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'
import { send } from './send.js'

const steps = { inspecting: inspect, requesting: requestTicket, sending: send, confirming: confirm } as const

/**
 * Runs one upload to its end: waits for its turn, takes the step, and goes where the step says.
 *
 * ```
 * inspecting → requesting
 * requesting → sending, confirming (the bytes are stored already), done (the backend has the file already)
 * sending    → confirming, requesting (the ticket has become too old)
 * confirming → done
 * ```
 *
 * - A step that *fails* leads to a later try of one of the steps, to `failed`, or on as if it had succeeded: storage or
 *   the backend may have the file although the answer was lost.
 * - A *retry* by itself is decided in one place: whatever a step throws goes to `handleFailure`, which loads
 *   `failure/afterFailure`. That one asks `failure/retryPolicy` whether and when; the error says from which step. No step
 *   and no adapter tries again by itself. A retry by hand starts another run: `planRestart` decides where.
 * - Without a connection, while a server is down (`outages/`), or while code cannot be loaded (`lazy/waitForCode`), an
 *   upload waits inside its run, and that costs no try. Its row may then show as paused `by: 'offline'`: nobody has
 *   paused it.
 * - A *turn* is the scheduler's permission to take one step, and every step needs one. A *transfer slot* is something
 *   else: the scheduler takes it from `scheduling/TransferSlots` for each turn to send. A turn to request has one, too,
 *   so that its ticket cannot expire while the upload waits for a slot: always if the backend is asked for one ticket at
 *   a time, and as far as slots are free if it is asked for many. A file in parts takes further slots while nobody else
 *   needs them.
 * - *Pausing*, which only a person does (`by: 'user'`), aborts the signal of this run: what it waits for rejects, its turn
 *   ends, and it changes nothing more that anybody sees. Ticket and parts stay in the store, so resuming starts another
 *   run at the step where this one stopped. Cancelling and removing abort it, too, and abandon the ticket.
 *
 * @param first the step to start with
 * @param turn the turn for that step, if the scheduler has granted it already: a fresh upload is started only when there
 *   is room for its inspection, because thousands of functions that wait would cost memory
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
      const planned: NextStep = next
      step = planned.step
      try {
        // Only before the ticket and before sending: another upload may be sending the same bytes. If its file arrives,
        // this upload sends nothing, and the ticket that it may have is of no use. If not, this one goes on by itself.
        const followed = singleFlight.followOrLead(active, step)
        if (followed) turn?.end()
        const stored = followed && (await followed)
        if (stored) {
          abandoning.abandon(active.id)
          next = { outcome: 'existing', stored }
          continue
        }
        // One call for many uploads takes code that not every app needs. Without it, nothing would call this upload out of
        // its line.
        if (scheduler.lacksGathering(active.backend)) await loadGathering(active, step, turn, context)
        turn = turn?.isFor(step) ? turn : await scheduler.awaitTurn(active, planned, turn)
        next = await steps[step](active, turn, context)
        // A step may end without noticing the abort. Where it goes next is then for the next run to decide.
        active.signal.throwIfAborted()
        active.resetAttempts()
      } catch (thrown) {
        // It throws again if the run was aborted, which leads out of the loop.
        next = await handleFailure(active, step, thrown, turn, context)
      }
    }
    if ('outcome' in next) finish(active, next, context)
    else fail(active, next, context)
  } catch (thrown) {
    if (active.signal.aborted) return
    // A fault of our own. It fails the row, because this upload and those that wait for its file would wait for ever,
    // and it is reported as an uncaught error, because only that shows where it is.
    context.code.callSafely(() => {
      throw thrown
    })
    const fault = new PlainError('unknown', 'is-our-fault', { cause: thrown })
    // It rejects only if the run was aborted.
    await loadRareCode(active, step, turn, context).then(
      ({ toUploadError }) => fail(active, { at: step, error: toUploadError(fault, step, active.upload.name) }, context),
      () => undefined,
    )
  } finally {
    // A step that returned normally leaves its turn to the next one, which may need the slot. There is no next one
    // here.
    turn?.end()
  }
}

function finish<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  { outcome, stored }: End<TFile>,
  { events, persistence, singleFlight }: RunContext<TFile>,
): void {
  persistence?.forget(active.id)
  // Before the event, because a listener may remove the row, and those that wait would then send the bytes again.
  singleFlight.complete(active.id, active.upload.name, stored)
  active.dispatch({ type: 'done', outcome, stored })
  events.emit('done', { upload: active.upload as DoneUpload<TFile> })
}

function fail<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  { at, error, outageTimeout }: Failure,
  { events, persistence, singleFlight }: RunContext<TFile>,
): void {
  singleFlight.stopLeading(active.id, outageTimeout)
  // The next page offers a retry for everything else.
  if (error.retry.when === 'never') persistence?.forget(active.id)
  active.dispatch({ type: 'failed', at, error })
  events.emit('failed', { upload: active.upload as FailedUpload<TFile> })
}
