import type { SendOutcome, SendRequest } from '../../contract/ports/transport.js'
import type { Receipt } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { OpenTicket } from '../../uploader/entry.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { checkReceipt, provesContent } from '../answers/checkReceipt.js'
import { refuseChangedFile } from '../file/refuseChangedFile.js'
import { NotStored } from './NotStored.js'
import { reportProgress } from './reportProgress.js'
import type { RunContext } from '../RunContext.js'
import type { Turn } from '../scheduling/Turn.js'
import { requireFile } from '../file/requireFile.js'

/** Sends the bytes once under a ticket, and makes sure that what was stored is what was picked. */
export async function sendFile<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  ticket: OpenTicket,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<Receipt> {
  const { signal } = active
  const { clock, inspector } = context.ports
  const startedAt = clock.now()
  const outcome = await attempt(active, ticket, context)
  if (outcome.kind === 'stored') {
    // Only what was stored counts: a refusal may come at once, and would make the connection look fast.
    context.scheduler.slots.recordStored(startedAt, active.upload.size)
    // The checks read the file, which may take long on a slow drive, and need no connection to storage.
    turn.releaseEarly()
  }
  signal.throwIfAborted()
  const receipt = checkReceipt(active, readReceipt(active, outcome, ticket.keys))
  // If a file is edited while it is sent, the object is a mixture of both versions, and no error is reported. A signed
  // checksum proves nothing, because not every storage compares it (MinIO does not).
  if (!provesContent(active, receipt)) await refuseChangedFile(active, { inspector, signal })
  signal.throwIfAborted()
  return receipt
}

/**
 * One request. Whatever happens to it, storage may have the bytes although no answer says so, because an answer can be
 * lost after the last byte. The key is kept, so that a later refusal with "exists already" is not taken for a failure.
 */
async function attempt<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  ticket: OpenTicket,
  { ports, servers }: RunContext<TFile>,
): Promise<SendOutcome> {
  const { upload, signal } = active
  const report = reportProgress(active, ports.clock)
  // A browser reports no progress for an empty file, so that file may be there as soon as it is sent.
  let hasMoved = upload.size === 0
  // If the URL does not name the object, the reference does.
  const doubt = (): void => active.updateRun({ doubtedKey: ticket.keys.at(-1) ?? null })
  const request: SendRequest = {
    ...ticket.terms,
    body: requireFile(active),
    // Not the body's own size, for which a browser goes to the disk.
    sizeBytes: upload.size,
    fileName: upload.name,
  }
  try {
    const outcome = await servers.send(active, request, {
      signal,
      onProgress: (sentBytes) => {
        hasMoved ||= sentBytes > 0
        report(sentBytes)
      },
      onUnseen: () => {
        // A service worker hides the progress, so bytes have to be assumed to move.
        hasMoved = true
        active.dispatch({ type: 'sendUnseen' })
      },
    })
    if (outcome.kind === 'no-answer' && (hasMoved || outcome.sentBytes > 0)) doubt()
    // Chromium sends a request again if a reused connection breaks, even after the last byte: this answer is to the
    // second of two, and the first may have been stored.
    if (outcome.kind === 'refused' && outcome.wasRepeated) doubt()
    return outcome
  } catch (aborted) {
    // It was paused in the middle, and storage may have everything.
    if (hasMoved) doubt()
    throw aborted
  }
}

/**
 * Returns what storage answered.
 * @throws {NotStored} if storage is not known to have the bytes
 */
function readReceipt(active: ActiveUpload<StoredFile>, outcome: SendOutcome, keys: readonly string[]): Receipt {
  const { backend, run } = active
  if (outcome.kind === 'stored') return outcome.receipt
  // Storage that may not overwrite answers 412 if the key is taken. Under another key it would be somebody else's file.
  const mayBeThere = run.doubtedKey !== null && keys.includes(run.doubtedKey)
  const isThereAlready = outcome.kind === 'refused' && outcome.refusal.status === 412 && mayBeThere
  // Our own unanswered attempt has put it there. Its ETag was lost with the answer, so a backend that needs the ETag
  // has to give another ticket.
  if (isThereAlready && !backend.needsEtag) return { status: 412, etag: null }
  throw new NotStored(outcome, active.upload.size)
}
