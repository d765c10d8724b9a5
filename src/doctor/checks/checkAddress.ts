import { leastLifeMs } from '../../runner/answers/tickets.js'
import { isLoopback } from '../../shared/isLoopback.js'
import type { DoctorContext } from '../DoctorContext.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'

/** Checks the ticket's URL and lifetime before anything is sent. Returns whether the probe can be sent. */
export function checkAddress({ ports, report }: DoctorContext, { terms }: ProbeTicket): boolean {
  const url = URL.canParse(terms.url) ? new URL(terms.url) : null
  if (ports.page.isHttps && url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    report.problem('address', { id: 'mixed-content' })
    return false
  }
  if (terms.expiresInSeconds === undefined || terms.expiresInSeconds * 1000 > leastLifeMs) return true
  report.problem('clock', {
    id: 'ticket-short-lived',
    facts: { seconds: Math.max(0, Math.round(terms.expiresInSeconds)) },
  })
  return false
}
