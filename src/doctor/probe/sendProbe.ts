import type { SendOutcome } from '../../contract/ports/transport.js'
import type { Receipt } from '../../contract/backend.js'
import { checkClock } from '../checks/checkClock.js'
import { explainNoAnswer } from '../checks/explainNoAnswer.js'
import { explainRefusal } from '../checks/explainRefusal.js'
import { warnOfEmptyChecksum } from '../checks/explainSignature.js'
import { passReachability } from '../checks/passReachability.js'
import type { DoctorContext, Probe } from '../DoctorContext.js'
import type { ProbeTicket } from './requestProbeTicket.js'

/** Sends the probe to storage. If it does not arrive, reports why and returns null. */
export async function sendProbe(context: DoctorContext, probe: Probe, ticket: ProbeTicket): Promise<Receipt | null> {
  const { report, ports } = context
  const outcome = await sendTwice(context, probe, ticket)
  if (outcome.kind === 'unusable') {
    report.problem('address', { id: 'ticket-unusable', facts: { why: outcome.why } })
    return null
  }
  report.ok('address', { id: 'address-allowed' })
  if (outcome.kind === 'no-answer') {
    await explainNoAnswer(context, ticket, outcome)
    return null
  }
  passReachability(context)
  const isAboutTime = await checkClock(context, ticket, outcome)
  if (outcome.kind === 'refused') {
    if (!isAboutTime) explainRefusal(context, probe, ticket, outcome.refusal)
    return null
  }
  warnOfEmptyChecksum(context, ticket)
  report.ok('signature', { id: 'signature-accepted' })
  const worker = outcome.wasUnseen ? ports.page.readServiceWorker() : null
  if (worker === null) report.ok('storage', { id: 'probe-stored' })
  else report.warn('storage', { id: 'uploads-intercepted', facts: { worker } })
  return outcome.receipt
}

/** A connection that breaks once is no misconfiguration. No answer came, so the ticket may be used again. */
async function sendTwice(context: DoctorContext, probe: Probe, ticket: ProbeTicket): Promise<SendOutcome> {
  const first = await send(context, probe, ticket)
  const mayBeChance = first.kind === 'no-answer' && (first.reason === 'network' || first.reason === 'blocked')
  return mayBeChance && !ticket.terms.singleUse ? send(context, probe, ticket) : first
}

function send({ ports, signal }: DoctorContext, { file }: Probe, { terms }: ProbeTicket): Promise<SendOutcome> {
  return ports.transport.send({ ...terms, body: file, fileName: file.name }, { signal, onProgress: () => undefined })
}
