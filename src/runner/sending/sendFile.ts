import type { SendOutcome, SendRequest } from '../../contract/ports/transport.js'
import type { Receipt } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { toUploadError } from '../../errors/toUploadError.js'
import type { OpenTicket } from '../../uploader/entry.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { checkReceipt, provesContent, readFailure } from '../answers/storageAnswer.js'
import { blameChangedFile, refuseChangedFile } from '../file/changedFile.js'
import { reportProgress } from './reportProgress.js'
import type { RunContext } from '../RunContext.js'
import type { Turn } from '../scheduling/Turn.js'
import { requireFile } from '../calls/toRequest.js'

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
    context.scheduler.slots.recordStored(startedAt, active.upload.size)
    // The slot is free for others while the result is checked.
    turn.releaseEarly()
  }
  signal.throwIfAborted()
  const receipt = await readOrBlame(active, outcome, ticket.keys, context)
  // If a file is edited while it is sent, the object is a mixture of both versions, and no error is reported. A signed
  // checksum proves nothing, because not every storage compares it (MinIO does not).
  if (!provesContent(active, receipt)) await refuseChangedFile(active, { inspector, signal })
  signal.throwIfAborted()
  return receipt
}

/** One request. Notes under which key storage may have the bytes if nobody can say whether it has. */
async function attempt<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  ticket: OpenTicket,
  { ports, outages }: RunContext<TFile>,
): Promise<SendOutcome> {
  const { upload, signal } = active
  const report = reportProgress(active, ports.clock)
  let hasMoved = upload.size === 0
  // If the URL does not name the object, the reference does.
  const doubt = (): void => active.updateRun({ doubtedKey: ticket.keys.at(-1) ?? null })
  const request: SendRequest = {
    ...ticket.terms,
    body: requireFile(active, 'sending'),
    sizeBytes: upload.size,
    fileName: upload.name,
  }
  try {
    const outcome = await outages.watch(active, ports.transport).send(request, {
      signal,
      onProgress: (sentBytes) => {
        hasMoved ||= sentBytes > 0
        report(sentBytes)
      },
      onUnseen: () => {
        hasMoved = true
        active.dispatch({ type: 'sendUnseen' })
      },
    })
    if (outcome.kind === 'no-answer' && (hasMoved || outcome.sentBytes > 0)) doubt()
    if (outcome.kind === 'refused' && outcome.wasRepeated) doubt()
    return outcome
  } catch (aborted) {
    // It was paused in the middle, and storage may have everything.
    if (hasMoved) doubt()
    throw aborted
  }
}

async function readOrBlame<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  outcome: SendOutcome,
  keys: readonly string[],
  { ports }: RunContext<TFile>,
): Promise<Receipt> {
  try {
    return readOutcome(active, outcome, keys)
  } catch (thrown) {
    const { signal } = active
    const error = await blameChangedFile(active, toUploadError(thrown, 'sending'), { ...ports, signal })
    signal.throwIfAborted()
    throw error
  }
}

function readOutcome(active: ActiveUpload<StoredFile>, outcome: SendOutcome, keys: readonly string[]): Receipt {
  const { backend, run } = active
  if (outcome.kind === 'stored') return checkReceipt(active, outcome.receipt)
  const mayBeThere = run.doubtedKey !== null && keys.includes(run.doubtedKey)
  const isThereAlready = outcome.kind === 'refused' && outcome.refusal.status === 412 && mayBeThere
  // Our own unanswered attempt has put it there, and its ETag was lost with the answer.
  if (isThereAlready && !backend.needsEtag) return { status: 412, etag: null }
  throw readFailure(active, outcome)
}
