import type { DoneUpload, FailedUpload } from '../contract/upload.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { PlainError } from '../errors/PlainError.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { confirm } from './confirm.js'
import { inspect } from './inspect.js'
import { loadGathering } from './lazy/loadGathering.js'
import { loadRareCode } from './lazy/loadRareCode.js'
import type { End, Failure, Next } from './Next.js'
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
 * sending    → confirming, requesting (the ticket is too old)
 * confirming → done
 * a failed send → confirming, a failed confirm → done (the answer was lost, and storage or the backend has the file)
 * requesting, sending → done (another upload of this page has sent the same bytes)
 * any step   → itself or an earlier one (a retry), failed
 * ```
 *
 * - **What is known** of the upload, including its ticket, is one entry of `uploader/Store`. A step reads and changes it
 *   through `active`; the commands, the runner and the scheduler change it by the same actions. Only `active.upload`,
 *   which has no ticket, is ever shown to the app.
 * - **A turn** is the scheduler's permission to take one step. `awaitTurn` ends the turn of the step before, waits out the
 *   delay of a retry, and then waits in a line for the next turn. Where an upload waits for anything else between two steps,
 *   it ends its turn first, so that others get theirs: before it follows a leader, once it is known what a failure means,
 *   and when code could not be loaded. Ending a turn twice does no harm.
 * - **A transfer slot** is the right to use the connection to storage. It belongs to a turn. It is given back early or at
 *   the end of the turn, unless the next turn takes it over.
 *
 *   | a turn to | has a slot |
 *   | --- | --- |
 *   | inspect or confirm | never |
 *   | request one ticket per call | always, so that the ticket cannot expire in a line |
 *   | request many tickets per call | if one is free, and until the call takes too long |
 *   | send | always: the one of its request, if there is one |
 *
 *   A file in parts takes further slots, which belong to no turn, while nobody else needs them.
 * - **Equal content** is sent once: before the ticket and before sending, an upload follows the first one that wants to
 *   send the same bytes, its leader. See `SingleFlight`.
 * - **A retry** is decided by `failure/retryPolicy`. `handleFailure` gets whatever a step throws, or the wait before it.
 *   What the file cannot help costs it no try and never reaches the policy: missing code of a step, a lost connection, a
 *   server that is down. The upload goes on once that is over, unless a server stays down for too long. What comes of a
 *   failure is the next step, the upload's failure, or its success. No step and no adapter tries again by itself. A person's
 *   retry starts another run, and `planRestart` decides where.
 * - **Offline**, files are inspected all the same. An upload that needs the connection waits inside its run, as it does
 *   while a server is down (`outages/`) or code cannot be loaded (`lazy/waitForCode`). Without a connection or code, its
 *   row shows as paused `by: 'offline'`. A file that is being sent in one piece goes on, because the browser may be wrong.
 *   A file in parts stops, because it loses little by that; it goes on only if storage is joining the parts already.
 * - **A person who pauses** aborts the signal of this run: what it waits for rejects, its turn ends, and it changes
 *   nothing more that anybody sees. The first upload that follows it leads from then on. The entry stays, so resuming starts
 *   another run at the step where this one stopped. A file in parts then sends only what storage lacks; any other is sent
 *   from the start. An upload that waits for its first inspection has no run yet, so it only leaves the scheduler's list.
 *   Cancelling and removing abort the run, too, but tell the backend that the ticket will not be used. `Engine` ignores
 *   all three commands while the upload's status is `confirming`.
 *
 * @param first the step to start with
 * @param turn the turn for that step, if the scheduler has granted it already. A run that begins with the first inspection
 *   has one: it starts only then, because thousands of runs that wait would cost memory.
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
      step = next.step
      try {
        const resultOfLeader = singleFlight.followOrLead(active, step)
        if (resultOfLeader) {
          turn?.end()
          const stored = await resultOfLeader
          // Without a file that it may use, the upload goes on by itself.
          if (stored) {
            // It may have a ticket from before it followed.
            abandoning.abandon(active.id)
            next = { outcome: 'existing', stored }
            continue
          }
        }
        // Some backends take many uploads in one call. Without the code for that, nobody would admit this one from its line.
        if (scheduler.lacksGathering(active.backend)) await loadGathering(active, step, turn, context)
        // Only a first inspection has its turn already.
        turn = turn?.isHeldFor(step) ? turn : await scheduler.awaitTurn(active, next, turn)
        next = await steps[step](active, turn, context)
        // A step may end without noticing that the run was aborted. What it has found out is in the entry.
        active.signal.throwIfAborted()
        active.resetAttempts()
      } catch (thrown) {
        // Rejects if the run was aborted, which leads out of the loop.
        next = await handleFailure(active, step, thrown, turn, context)
      }
    }
    if ('outcome' in next) finish(active, next, context)
    else fail(active, next, context)
  } catch (thrown) {
    // Paused, cancelled or removed, which the row shows already.
    if (active.signal.aborted) return
    // A fault of our own. It is reported as an uncaught error, because only that shows where it is. And it fails the row,
    // because this upload and its followers would wait for ever.
    context.code.callSafely(() => {
      throw thrown
    })
    const fault = new PlainError('unknown', 'is-our-fault', { cause: thrown })
    // The load rejects only if the run was aborted.
    await loadRareCode(active, step, turn, context).then(
      ({ toUploadError }) => fail(active, { at: step, error: toUploadError(fault, step, active.upload.name) }, context),
      () => undefined,
    )
  } finally {
    // A step leaves its turn to `awaitTurn`, because the next step may need the slot. Here there is no next step.
    turn?.end()
  }
}

function finish<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  { outcome, stored }: End<TFile>,
  { events, persistence, singleFlight }: RunContext<TFile>,
): void {
  persistence?.forget(active.id)
  // Before the event, because a listener may remove the row, and the followers would then send the bytes again.
  singleFlight.complete(active.id, active.upload.name, stored)
  active.dispatch({ type: 'done', outcome, stored })
  events.emit('done', { upload: active.upload as DoneUpload<TFile> })
}

function fail<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  { at, error, outageTimeout }: Failure,
  { code, events, persistence, singleFlight }: RunContext<TFile>,
): void {
  singleFlight.stopLeading(active.id, outageTimeout)
  active.dispatch({ type: 'failed', at, error })
  const upload = active.upload as FailedUpload<TFile>
  // What may succeed later is offered again after a reload. So is an upload that lacks its file: WebKit refuses to read any
  // while it leaves a page, and the next page may have a copy.
  if (error.retry.when === 'never' && !code.lacksFile(upload)) persistence?.forget(upload.id)
  events.emit('failed', { upload })
}
