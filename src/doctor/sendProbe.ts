import type { SendOutcome } from '../core/ports.js'
import type { Receipt } from '../core/types.js'
import type { ProbeTicket } from './askForTicket.js'
import { examineClock } from './examineClock.js'
import { examineRefusal } from './examineRefusal.js'
import { warnOfEmptyChecksum } from './examineSignature.js'
import { noteWay } from './noteWay.js'
import { traceSilence } from './traceSilence.js'
import type { Probe, Visit } from './visit.js'

/** Sends the probe, and finds out why where it does not arrive; null then. */
export async function sendProbe(visit: Visit, probe: Probe, ticket: ProbeTicket): Promise<Receipt | null> {
  const { chart } = visit
  const outcome = await sendTwice(visit, probe, ticket)
  if (outcome.kind === 'unusable') {
    chart.problem('address', {
      code: 'ticket-unusable',
      message: `The ticket cannot be used as it is. ${outcome.why}`,
      advice: 'Correct what the API puts into its tickets, or name the origin in `allowedOrigins` where that is it.',
    })
    return null
  }
  chart.ok('address', 'The ticket leads to an address that the page may send to.')
  if (outcome.kind === 'no-answer') {
    await traceSilence(visit, ticket, outcome)
    return null
  }
  noteWay(visit)
  const isUntimely = await examineClock(visit, ticket, outcome)
  if (outcome.kind === 'refused') {
    if (!isUntimely) examineRefusal(visit, probe, ticket, outcome.refusal)
    return null
  }
  warnOfEmptyChecksum(visit, ticket)
  chart.ok('signature', 'Storage accepts what was signed.')
  chart.ok('storage', 'Storage took the probe.')
  return outcome.receipt
}

/** A connection that broke once is no misconfiguration: nothing was heard, so it is tried again under the same ticket. */
async function sendTwice(visit: Visit, probe: Probe, ticket: ProbeTicket): Promise<SendOutcome> {
  const first = await send(visit, probe, ticket)
  const mayBeChance = first.kind === 'no-answer' && (first.reason === 'network' || first.reason === 'blocked')
  return mayBeChance && !ticket.terms.singleUse ? send(visit, probe, ticket) : first
}

function send({ ports, signal }: Visit, { file }: Probe, { terms }: ProbeTicket): Promise<SendOutcome> {
  return ports.transport.send({ ...terms, body: file, fileName: file.name }, { signal, onProgress: () => undefined })
}
