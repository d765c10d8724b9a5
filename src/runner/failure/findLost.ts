import type { CallContext } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { checkConfirmed } from '../answers/checkConfirmed.js'
import { toStoredUpload } from '../calls/toTicketRequest.js'
import type { RunContext } from '../RunContext.js'

/**
 * Asks a backend that can `reconcile` for the file that an earlier confirm registered although its answer never came.
 */
export async function findLost<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  keepalive: boolean,
  { calls }: RunContext<TFile>,
): Promise<TFile | null> {
  const { backend, signal } = active
  const make = async (terms: CallContext): Promise<TFile | null | undefined> =>
    backend.reconcile?.(toStoredUpload(active), terms)
  const found = await calls.ask(active, { signal, keepalive, make })
  // The backend is asked once: what it does not have by now, no earlier confirm has registered.
  active.updateRun({ isReconciled: true, mayBeRegistered: found !== null })
  return found === null ? null : checkConfirmed(active, found)
}
