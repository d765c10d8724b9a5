import type { StoredFile } from '../../contract/storedFile.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { checkAnswer } from '../answers/checkAnswer.js'
import { referenceOf } from '../answers/tickets.js'
import type { RunContext } from '../RunContext.js'

/** Gives back a ticket that came too late, unless another call was answered with the same one, or still may be. */
export function settleLateTicket<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  late: unknown,
  { store, abandoning }: RunContext<TFile>,
): void {
  const answer = readLate(late)
  const reference = answer && referenceOf(answer)
  if (!answer || reference === undefined) return
  const name = JSON.stringify(reference)
  if (active.run.named.includes(name)) return
  const ticket = { reference, isOpenParts: answer.kind === 'multipart' }
  const status = store.get(active.id)?.status
  // The upload still asks, and a backend that recognises its key answers with the same ticket.
  const mayComeAgain = status !== undefined && status !== 'done' && status !== 'cancelled'
  if (!mayComeAgain) return abandoning.abandonTicket(active, ticket)
  const others = active.run.late.filter((one) => JSON.stringify(one.reference) !== name)
  active.updateRun({ late: [...others, ticket] })
}

function readLate(late: unknown): TicketAnswer | null {
  try {
    return checkAnswer(late)
  } catch {
    // It was no ticket, so there is nothing to give back.
    return null
  }
}
