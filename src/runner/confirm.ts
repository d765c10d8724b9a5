import type { CallContext } from '../contract/backend.js'
import type { StoredFile } from '../contract/storedFile.js'
import { toUploadError } from '../errors/toUploadError.js'
import type { UploadError } from '../errors/UploadError.js'
import { isChunkError } from '../errors/isChunkError.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { checkConfirmed } from './answers/checkConfirmed.js'
import { blameChangedFile } from './file/changedFile.js'
import { leavesUnclear, mayBeSecond, nameDoubt } from './answers/confirmDoubt.js'
import { sideCall } from './calls/BackendCalls.js'
import { callForMany, isFailed } from './calls/callForMany.js'
import { spareBytes } from './retryPolicy.js'
import type { Next, RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'
import { toStoredUpload } from './calls/toRequest.js'

/** Has the backend register what storage took, alone or together with others. Sends no bytes. */
export async function confirm<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<Next<TFile>> {
  active.dispatch({ type: 'confirmStarted', attempt: active.run.callAttempt })
  try {
    // First, because after a confirm without an answer a second one could make a second record.
    const lost = await findLost(active, turn.isPageLeaving, context)
    if (lost) return { outcome: 'uploaded', stored: lost }
    // Awaited, because a crash during the call must leave a note that the file may be registered. A page that is being
    // left has no time for that: its call has to leave in this task.
    if (!turn.isPageLeaving) await context.persistence.keep(active.id, 'registering')
    active.signal.throwIfAborted()
    return { outcome: 'uploaded', stored: checkConfirmed(active, await register(active, turn, context)) }
  } catch (thrown) {
    active.signal.throwIfAborted()
    const found = await explain(active, toUploadError(thrown, 'confirming'), context)
    return { outcome: 'uploaded', stored: found }
  }
}

async function register<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<unknown> {
  const { backend, id, signal } = active
  // A browser cancels the requests of a page that is left, unless they are marked to outlive it.
  const keepalive = turn.isPageLeaving
  const batch = turn.takeBatch()
  if (!batch) {
    const { callAttempt: attempt, idempotencyKey } = active.run
    const make = (terms: CallContext): Promise<TFile> => backend.confirm(toStoredUpload(active), terms)
    const call = {
      call: 'confirm',
      backend,
      uploadIds: [id],
      signal,
      attempt,
      idempotencyKey,
      keepalive,
      make,
    } as const
    return context.calls.run(call)
  }
  const answer = await batch.join(active, {
    make: (members) => {
      const make = async (terms: CallContext): Promise<unknown> =>
        backend.confirmMany?.(members.map(toStoredUpload), terms)
      return callForMany(members, { call: 'confirm', keepalive, make }, context)
    },
  })
  if (isFailed(answer)) throw answer.error
  return typeof answer === 'object' && answer !== null && 'file' in answer ? answer.file : null
}

/**
 * A lost answer must not become a second record, so the backend is asked again only if that is safe. Returns the file
 * if it was registered after all.
 * @throws what the retry policy has to decide on
 */
async function explain<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  error: UploadError,
  context: RunContext<TFile>,
): Promise<TFile> {
  const { backend, signal } = active
  // The code of the call could not be loaded, so nothing was registered.
  if (isChunkError(error.cause)) throw error
  if (leavesUnclear(error)) active.updateRun({ mayBeRegistered: true })
  const mayAsk = backend.reconcile !== undefined && backend.confirmIsIdempotent !== true
  const isSecond = mayBeSecond(error) && mayAsk
  if (isSecond && !active.run.isReconciled) {
    active.updateRun({ mayBeRegistered: true })
    const found = await findLost(active, false, context).catch(() => null)
    if (found) return found
  }
  // It was refused in clear words, so the next page need not find out whether it is registered.
  if (!active.run.mayBeRegistered) void context.persistence.keep(active.id, 'confirming')
  // If the backend cannot be asked, or was asked already, only a person can decide: another confirm might make a second
  // record.
  const isStuck = !backend.reconcile || active.run.isReconciled || isSecond
  const reason = spareBytes(await blameChangedFile(active, error, { ...context.ports, signal }))
  // Its ticket has made a record, so it must not be abandoned.
  if (reason.code === 'already-used' && !active.run.mayBeRegistered) active.updateRun({ reference: undefined })
  throw isStuck ? nameDoubt(active, reason) : reason
}

/** The file that an earlier confirm registered although its answer never came. */
async function findLost<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  keepalive: boolean,
  { calls }: RunContext<TFile>,
): Promise<TFile | null> {
  const { backend, signal } = active
  const { mayBeRegistered } = active.run
  if (!mayBeRegistered || backend.confirmIsIdempotent === true || !backend.reconcile) return null
  const make = async (terms: CallContext): Promise<TFile | null | undefined> =>
    backend.reconcile?.(toStoredUpload(active), terms)
  const found = await calls.run(sideCall(active, { signal, keepalive, make }))
  active.updateRun({ isReconciled: true, mayBeRegistered: found !== null })
  return found === null ? null : checkConfirmed(active, found)
}

/**
 * The page is being left, and its calls with it: repeats a confirm that may be repeated, so that it outlives the page.
 */
export function repeatConfirm<TFile extends StoredFile>(active: ActiveUpload<TFile>, context: RunContext<TFile>): void {
  const { backend } = active
  if (backend.confirmIsIdempotent !== true) return
  const { signal } = new AbortController()
  const make = (terms: CallContext): Promise<TFile> => backend.confirm(toStoredUpload(active), terms)
  // Its outcome is reported to a page that is no longer there.
  context.calls.run(sideCall(active, { signal, keepalive: true, make })).catch(() => undefined)
}
