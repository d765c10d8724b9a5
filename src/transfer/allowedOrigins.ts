import type { SendOutcome, Transport } from '../contract/ports/transport.js'

/** A transport that sends nothing to origins that the app did not name. */
export function guardOrigins(transport: Transport, allowedOrigins: readonly string[] | undefined): Transport {
  if (!allowedOrigins) return transport
  const allowed = new Set(allowedOrigins)
  return {
    send: async (request, context) =>
      allowed.has(originOf(request.url)) ? transport.send(request, context) : turnedAway,
  }
}

const turnedAway: SendOutcome = {
  kind: 'unusable',
  why: "The ticket's URL is on an origin that is not among allowedOrigins.",
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : ''
}
