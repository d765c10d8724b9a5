import type { Transport } from '../contract/ports/transport.js'
import { parseUrl } from '../shared/parseUrl.js'
import { refuseTicket } from './answer/refuseTicket.js'
import { UnusableTicket } from './request/UnusableTicket.js'

/**
 * Makes a transport send only to the origins that the app allows. Checked here and not where tickets are read, because
 * the URLs of parts do not come with the ticket.
 */
export function guardOrigins(transport: Transport, allowedOrigins: readonly string[] | undefined): Transport {
  if (!allowedOrigins) return transport
  const allowed = new Set(allowedOrigins)
  return {
    send: async (request, context) =>
      allowed.has(parseUrl(request.url)?.origin ?? '')
        ? transport.send(request, context)
        : refuseTicket(new UnusableTicket('origin-not-allowed')),
  }
}
