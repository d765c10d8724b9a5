import type { SendOutcome } from '../contract/ports/transport.js'
import type { Receipt } from '../contract/backend.js'
import type { ProbeTicket } from './askForTicket.js'
import type { Finding } from './diagnosis.js'
import { examineClock } from './examineClock.js'
import { examineRefusal } from './examineRefusal.js'
import { warnOfEmptyChecksum } from './examineSignature.js'
import { noteWay } from './noteWay.js'
import { traceSilence } from './traceSilence.js'
import type { Probe, Visit } from './visit.js'

/** Sends the probe, and finds out why where it does not arrive; null then. */
export async function sendProbe(visit: Visit, probe: Probe, ticket: ProbeTicket): Promise<Receipt | null> {
  const { chart, ports } = visit
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
  const worker = outcome.wasUnseen ? ports.page.readServiceWorker() : null
  if (worker === null) chart.ok('storage', 'Storage took the probe.')
  else chart.warn('storage', describeInterception(worker))
  return outcome.receipt
}

function describeInterception(worker: string): Finding {
  return {
    code: 'uploads-intercepted',
    message: `Storage took the probe, but the service worker ${worker} answers uploads in the place of the browser, which then tells no progress, and cannot end a transfer that is cancelled.`,
    advice:
      "Begin the worker's fetch handler with `if (event.request.method !== 'GET') return`, so that uploads go past it.",
  }
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
