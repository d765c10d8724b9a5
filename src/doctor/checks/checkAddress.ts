import { leastLifeMs } from '../../runner/answers/tickets.js'
import { isLoopback } from '../../shared/isLoopback.js'
import type { DoctorContext } from '../DoctorContext.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import { formatSeconds } from '../report/formatSeconds.js'

/** Checks the ticket's URL and lifetime before anything is sent. Returns whether the probe can be sent. */
export function checkAddress({ ports, report }: DoctorContext, { terms }: ProbeTicket): boolean {
  const url = URL.canParse(terms.url) ? new URL(terms.url) : null
  if (ports.page.isHttps && url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    report.problem('address', {
      code: 'mixed-content',
      message: "The page is https, but the ticket's URL is http. Browsers block such requests.",
      advice: 'Serve storage over https, and let the API sign URLs for the https endpoint that browsers use.',
    })
    return false
  }
  if (terms.expiresInSeconds === undefined || terms.expiresInSeconds * 1000 > leastLifeMs) return true
  report.problem('clock', {
    code: 'ticket-short-lived',
    message: `The ticket expires after ${formatSeconds(terms.expiresInSeconds)}, which is too short to send a file.`,
    advice:
      'Let tickets live five to fifteen minutes. If the API sends the time of expiry, compare the clocks of its machines.',
  })
  return false
}
