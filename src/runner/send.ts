import type { Receipt } from '../contract/backend.js'
import type { StoredFile } from '../contract/storedFile.js'
import { PlainError } from '../errors/PlainError.js'
import { untilAborted } from '../shared/untilAborted.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { canSend } from './answers/tickets.js'
import type { Next } from './Next.js'
import type { RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'
import { keepReceipt } from './sending/keepReceipt.js'
import { reportProgress } from './sending/reportProgress.js'
import { sendFile } from './sending/sendFile.js'

/** Sends the bytes to storage, in one piece or in parts, as the ticket says. */
export async function send<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<Next<TFile>> {
  // The ticket may have expired while the upload waited for a slot.
  if (!canSend(active.run, context.ports.clock.now())) return { step: 'requesting' }
  const { persistence } = context
  if (persistence) {
    // The reference is written down before the first byte goes: a crash after it must not lose what is stored. A drive
    // that does not answer must not keep the slot of an upload that was cancelled.
    await untilAborted(persistence.save(active.id, 'sending'), active.signal)
    active.signal.throwIfAborted()
  }
  active.dispatch({ type: 'sendStarted', attempt: attemptToShow(active) })
  const receipt = await sendBytes(active, turn, context)
  active.signal.throwIfAborted()
  return keepReceipt(active, receipt, context)
}

/**
 * In one piece, or in parts. Most apps never need the code for parts, so it is loaded with the first ticket for them.
 */
async function sendBytes<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<Receipt> {
  const { ticket, parts } = active.run
  if (parts) {
    const sendParts = await untilAborted(context.lazyCode.loadSendParts(), active.signal)
    active.signal.throwIfAborted()
    return sendParts(active, parts, reportProgress(active, context.ports.clock), context)
  }
  if (ticket) return sendFile(active, ticket, turn, context)
  throw new PlainError('ticket-unusable', 'has-no-ticket')
}

/** After an interruption, the bytes of a file in one piece are sent again, although that is no further try. */
function attemptToShow({ run, upload }: ActiveUpload<StoredFile>): number {
  const isInterrupted = upload.sentBytes > 0 && !run.parts
  return Math.max(isInterrupted ? 2 : 1, run.tries.resends + 1)
}
