import type { CallContext, Receipt } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { toUploadError } from '../../errors/toUploadError.js'
import { deriveError, type UploadError } from '../../errors/UploadError.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { readReceipt } from '../answers/checkAnswer.js'
import { checkReceipt } from '../answers/checkReceipt.js'
import type { Next } from '../Next.js'
import type { RunContext } from '../RunContext.js'
import { keepReceipt } from '../sending/keepReceipt.js'
import { startOutages } from '../outages/startOutages.js'
import type { Turn } from '../scheduling/Turn.js'
import { NotStored } from '../sending/NotStored.js'
import { blameChangedFile } from './blameChangedFile.js'
import { mayRefuseRepeat } from './ambiguousConfirm.js'
import { readStorageFailure } from './readStorageFailure.js'
import { spareBytes } from './retryPolicy.js'

/**
 * Finds out what a failed transfer means. Returns what comes next if storage has everything after all, and otherwise
 * the error. The parts that arrived are good, so a new URL is all that the rest needs, and parts that nobody knows any
 * more are looked for before they are sent anew.
 */
export async function explainSend<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  thrown: unknown,
  turn: Turn<TFile> | null,
  context: RunContext<TFile>,
): Promise<Next<TFile> | UploadError> {
  const { signal } = active
  if (thrown instanceof NotStored) startOutages(context).recordCut(active, thrown)
  let refusal = toError(active, thrown)
  // Another error says nothing about the parts, and is tried again as it is.
  if (active.run.parts?.isJoining && mayRefuseRepeat(refusal)) {
    try {
      const receipt = await findJoined(active, context)
      signal.throwIfAborted()
      if (receipt) return keepReceipt(active, receipt, context)
    } catch (wrong) {
      signal.throwIfAborted()
      refusal = toError(active, wrong)
    }
  }
  const { inspector } = context.ports
  const error = await blameChangedFile(active, refusal, { inspector, signal, onRead: () => turn?.releaseEarly() })
  if (error !== refusal || active.run.parts === null) return error
  const when = error.code === 'not-found' ? 'automatically' : spareBytes(error).retry.when
  return deriveError(error, { retry: { when, from: 'call' } })
}

function toError(active: ActiveUpload<StoredFile>, thrown: unknown): UploadError {
  return thrown instanceof NotStored
    ? readStorageFailure(active, thrown)
    : toUploadError(thrown, 'sending', active.upload.name)
}

/**
 * The receipt if storage has joined the parts. The refused call may be a repeat, ours or the browser's, of a call that
 * joined them.
 */
async function findJoined<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  { calls }: RunContext<TFile>,
): Promise<Receipt | null> {
  const { backend, run, signal } = active
  const { multipart } = backend
  const { parts } = run
  if (!multipart || !parts) return null
  const make = (terms: CallContext): ReturnType<typeof multipart.listParts> =>
    multipart.listParts(parts.reference, terms)
  const listing = await calls.ask(active, { signal, make }).catch(() => null)
  return listing?.kind === 'completed' ? checkReceipt(active, readReceipt(listing.receipt)) : null
}
