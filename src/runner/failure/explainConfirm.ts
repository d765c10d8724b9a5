import type { StoredFile } from '../../contract/storedFile.js'
import { toUploadError } from '../../errors/toUploadError.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { NotConfirmed } from '../calls/NotConfirmed.js'
import type { End } from '../Next.js'
import type { RunContext } from '../RunContext.js'
import { asAmbiguous, isAmbiguous, mayRefuseRepeat } from './ambiguousConfirm.js'
import { blameChangedFile } from './blameChangedFile.js'
import { findLost } from './findLost.js'
import { spareBytes } from './retryPolicy.js'

/**
 * Finds out what a failed confirm means. A lost answer must not become a second record, so another confirm is made only
 * if that is safe. Returns the file if it was registered after all, and otherwise the error.
 */
export async function explainConfirm<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  thrown: unknown,
  context: RunContext<TFile>,
): Promise<End<TFile> | UploadError> {
  const { backend, signal } = active
  const reason = thrown instanceof NotConfirmed ? thrown.reason : thrown
  const error = toUploadError(reason, 'confirming', active.upload.name)
  // Until here it counted as a lost answer. Only now can the failure be read.
  if (thrown instanceof NotConfirmed) active.updateRun({ mayBeRegistered: thrown.wasInDoubt || isAmbiguous(error) })
  const mayAsk = backend.reconcile !== undefined && backend.confirmIsIdempotent !== true
  const mayBeRepeat = mayRefuseRepeat(error) && mayAsk
  // The backend is asked here and not before the next try, because a refusal is usually for good: there is no next try.
  if (mayBeRepeat && !active.run.isReconciled) {
    active.updateRun({ mayBeRegistered: true })
    const found = await findLost(active, false, context).catch(() => null)
    if (found) return { outcome: 'uploaded', stored: found }
  }
  // It was refused in clear words, so the next page need not find out whether it is registered.
  if (!active.run.mayBeRegistered) void context.persistence?.save(active.id, 'confirming')
  // If the backend cannot be asked, or was asked already, only a person can decide: another confirm might make a second
  // record.
  const isStuck = !backend.reconcile || active.run.isReconciled || mayBeRepeat
  const explained = spareBytes(await blameChangedFile(active, error, { ...context.ports, signal }))
  // Its ticket has made a record, so it must not be abandoned.
  if (explained.code === 'already-used' && !active.run.mayBeRegistered) active.updateRun({ reference: undefined })
  return isStuck ? asAmbiguous(active, explained) : explained
}
