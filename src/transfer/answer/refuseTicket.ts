import type { SendOutcome } from '../../contract/ports/transport.js'
import type { UnusableTicket } from '../request/UnusableTicket.js'
import { loadReaders } from './loadReaders.js'

/** The outcome of a ticket that cannot be used. If its text cannot be loaded, the name of the reason has to do. */
export async function refuseTicket(ticket: UnusableTicket): Promise<SendOutcome> {
  const loaded = await loadReaders()
  return { kind: 'unusable', why: loaded?.explainUnusable(ticket) ?? `Reason: ${ticket.reason}.` }
}
