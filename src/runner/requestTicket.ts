import type { Json } from '../contract/json.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { TicketAnswer } from '../contract/ticket.js'
import { PlainError } from '../errors/PlainError.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { checkAnswer } from './answers/checkAnswer.js'
import { namesOf } from './answers/keyNames.js'
import { refuseOtherFile } from './answers/refuseOtherFile.js'
import { signedPairs } from './answers/signedPairs.js'
import { refuseOtherTerms } from './answers/refuseOtherTerms.js'
import { refuseSinglePut } from './answers/refuseSinglePut.js'
import { openTicket, isUsable, referenceOf } from './answers/tickets.js'
import type { Next } from './Next.js'
import type { RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'
import { toTicketRequest } from './calls/toTicketRequest.js'
import { toKnownBytes } from './answers/toKnownBytes.js'

/** Asks the backend for a ticket, alone or together with others, and keeps what the backend answers. */
export async function requestTicket<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<Next<TFile>> {
  active.dispatch({ type: 'requestStarted', attempt: active.run.callAttempt })
  // Another ticket is asked for only if the one before is of no use, and a failure must not leave it to be tried again.
  if (active.run.ticket) active.updateRun({ ticket: null })
  const answer = await (turn.takeSharedCall()?.join(active) ?? askForOne(active, context))
  // A listener that was notified of the answer may have cancelled the upload. Nobody would abandon the ticket then.
  if (active.signal.aborted) settleLate(active, answer, context)
  active.signal.throwIfAborted()
  return acceptAnswer(active, checkAnswer(answer), context)
}

function askForOne<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  context: RunContext<TFile>,
): Promise<unknown> {
  return context.calls.runFor<unknown>(active, {
    call: 'ticket',
    make: (terms) => active.backend.requestTicket(toTicketRequest(active), terms),
    onLate: (late) => settleLate(active, late, context),
  })
}

function acceptAnswer<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  answer: TicketAnswer,
  context: RunContext<TFile>,
): Next<TFile> {
  if (answer.kind === 'existing') {
    const { state, stateText: serverText = '' } = answer.file
    if (state === 'rejected') throw new PlainError('request-invalid', 'is-rejected', { serverText })
    refuseOtherFile(answer.file, toKnownBytes(active))
    abandonUnused(active, context)
    // checkAnswer saw that it is a file; its further fields are the adapter's own.
    return { outcome: 'existing', stored: answer.file as TFile }
  }
  // Before anything of the answer is kept: storage would refuse the bytes, and the ticket of before may still be good.
  refuseOtherTerms(signedPairs(answer), toKnownBytes(active))
  const keys = namesOf(answer, active.backend, active.upload.name)
  claimKeys(active, keys, context)
  const isNew = replaceReference(active, referenceOf(answer) ?? null, context)
  const { tries } = active.run
  active.updateRun({ tries: { ...tries, tickets: tries.tickets + 1 } })
  // Storage has the bytes under the new reference, so only a record is missing. A receipt would be of another upload.
  if (answer.kind === 'stored') {
    active.updateRun({ receipt: null })
    return { step: 'confirming' }
  }
  if (answer.kind === 'multipart') {
    const { partSizeBytes, partDigest = active.backend.digest } = answer
    const nothingStored = { stored: new Map(), mostStored: 0, isFresh: isNew, isJoining: false }
    active.updateRun({ parts: { reference: answer.reference, partSizeBytes, partDigest, ...nothingStored } })
    return { step: 'sending' }
  }
  refuseSinglePut(active)
  const { expiresInSeconds } = answer
  // How many tickets the next call may ask for depends on how long they last.
  if (expiresInSeconds !== undefined) context.expiries.set(active.backend, expiresInSeconds)
  const nowMs = context.ports.clock.now()
  const ticket = openTicket(answer, keys, nowMs)
  active.updateRun({ ticket })
  if (isUsable(ticket, nowMs)) return { step: 'sending' }
  throw new PlainError('ticket-expired', 'is-over')
}

/**
 * Bytes of two uploads under one key would overwrite each other.
 * @throws {PlainError} 'answer-malformed'
 */
function claimKeys<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  keys: readonly string[],
  { ports, store }: RunContext<TFile>,
): void {
  const { id, upload, run } = active
  const isHolding = (): boolean => {
    const entry = store.uploadable(id)
    if (entry?.run.claimant !== run.claimant) return false
    return entry.upload.status !== 'failed' && entry.upload.status !== 'cancelled'
  }
  const content = { digest: run.inspection?.digest, sizeBytes: upload.size }
  if (ports.heldKeys.hold(run.claimant, keys, content, isHolding)) return
  throw new PlainError('answer-malformed', 'is-taken')
}

/**
 * The backend has the file already. Unless the bytes may have come under the ticket of before, that one is of no use.
 */
function abandonUnused<TFile extends StoredFile>(active: ActiveUpload<TFile>, { abandoning }: RunContext<TFile>): void {
  const { receipt, doubtedKey, parts } = active.run
  if (receipt === null && doubtedKey === null && !parts?.isJoining) abandoning.abandon(active.id)
}

/** A new ticket makes the old one useless. Returns false if the backend gave the same one again. */
function replaceReference<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  reference: Json,
  { abandoning }: RunContext<TFile>,
): boolean {
  const { reference: before, parts, named, late } = active.run
  const name = JSON.stringify(reference)
  active.updateRun({
    reference,
    parts: null,
    named: named.includes(name) ? named : [...named, name],
    late: [],
  })
  // The answer decides about tickets that came too late: the backend may have given one of them again.
  for (const one of late) if (JSON.stringify(one.reference) !== name) abandoning.abandonTicket(active, one)
  // Only now is it known that the backend gave another ticket, and the old one is of no use.
  if (before === undefined) return true
  if (JSON.stringify(before) === name) return false
  abandoning.abandonTicket(active, { reference: before, isOpenParts: parts !== null })
  // What is not known of the old ticket says nothing of the new one.
  active.updateRun({ mayBeRegistered: false, isReconciled: false })
  return true
}

/** A ticket came although nobody waits for it. If the code that gives it back is missing, the backend clears it up. */
export function settleLate<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  late: unknown,
  context: RunContext<TFile>,
): void {
  const settle = async (): Promise<void> => {
    const { settleLateTicket } = await context.lazyCode.loadRareCode()
    settleLateTicket(active, late, context)
  }
  settle().catch(() => undefined)
}
