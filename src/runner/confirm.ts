import type { CallContext } from '../contract/backend.js'
import type { StoredFile } from '../contract/storedFile.js'
import { isCodeMissing } from '../errors/isChunkError.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { checkConfirmed } from './answers/checkConfirmed.js'
import { NotConfirmed } from './calls/NotConfirmed.js'
import { toStoredUpload } from './calls/toTicketRequest.js'
import { loadRareCode } from './lazy/loadRareCode.js'
import type { Next } from './Next.js'
import type { RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'

/** Has the backend register what storage took, alone or together with others. Sends no bytes. */
export async function confirm<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<Next<TFile>> {
  active.dispatch({ type: 'confirmStarted', attempt: active.run.callAttempt })
  // First, because after a confirm without an answer a second one could make a second record.
  const lost = await askForLost(active, turn, context)
  if (lost) return { outcome: 'uploaded', stored: lost }
  // Awaited, because a crash during the call must leave a note that the file may be registered. A page that is being
  // left has no time for that: its call has to leave in this task.
  if (!turn.isPageLeaving) await context.persistence?.save(active.id, 'registering')
  active.signal.throwIfAborted()
  const { mayBeRegistered: wasInDoubt } = active.run
  try {
    return { outcome: 'uploaded', stored: checkConfirmed(active, await register(active, turn, context)) }
  } catch (thrown) {
    // A call whose code could not be loaded was never made.
    if (active.signal.aborted || isCodeMissing(thrown)) throw thrown
    // Noted at once, because nothing may abandon the file or confirm it again before the failure is looked into.
    active.updateRun({ mayBeRegistered: true })
    throw new NotConfirmed(thrown, wasInDoubt)
  }
}

/**
 * The file that an earlier confirm registered although its answer never came; null if there is none, or if there is no
 * need to ask.
 */
async function askForLost<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<TFile | null> {
  const { backend, run } = active
  if (!run.mayBeRegistered || backend.confirmIsIdempotent === true || !backend.reconcile) return null
  // A page that is being left cannot wait for the answer, and neither can the others in the call.
  if (turn.isPageLeaving) turn.takeSharedCall()?.leave()
  const { findLost } = await loadRareCode(active, 'confirming', turn, context)
  active.signal.throwIfAborted()
  // It may have waited for the code, and must not be cancelled while it is being confirmed.
  if (active.upload.status !== 'confirming') {
    active.dispatch({ type: 'confirmStarted', attempt: active.run.callAttempt })
  }
  return findLost(active, turn.isPageLeaving, context)
}

function register<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  { calls }: RunContext<TFile>,
): Promise<unknown> {
  // A browser cancels the requests of a page that is left, unless they are marked to outlive it.
  const keepalive = turn.isPageLeaving
  const make = confirmCall(active)
  return turn.takeSharedCall()?.join(active) ?? calls.runFor(active, { call: 'confirm', keepalive, make })
}

/**
 * The page is being left, and its calls with it: repeats a confirm that may be repeated, so that it outlives the page.
 */
export function repeatConfirm<TFile extends StoredFile>(active: ActiveUpload<TFile>, context: RunContext<TFile>): void {
  if (active.backend.confirmIsIdempotent !== true) return
  const { signal } = new AbortController()
  // Its outcome is reported to a page that is no longer there.
  context.calls.ask(active, { signal, keepalive: true, make: confirmCall(active) }).catch(() => undefined)
}

function confirmCall<TFile extends StoredFile>(active: ActiveUpload<TFile>): (terms: CallContext) => Promise<TFile> {
  return (terms) => active.backend.confirm(toStoredUpload(active), terms)
}
