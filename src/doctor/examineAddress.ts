import { isLoopback } from '../shared/isLoopback.js'
import { leastLifeMs } from '../runner/answers/tickets.js'
import type { ProbeTicket } from './askForTicket.js'
import { countSeconds } from './countSeconds.js'
import type { Visit } from './visit.js'

/** Looks at where the ticket leads, before anything is sent there. */
export function examineAddress({ ports, chart }: Visit, { terms }: ProbeTicket): boolean {
  const url = URL.canParse(terms.url) ? new URL(terms.url) : null
  if (ports.page.isHttps && url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    chart.problem('address', {
      code: 'mixed-content',
      message: "The page is https, but the ticket's URL is http: browsers block such requests.",
      advice: 'Serve storage over https, and let the API sign for that endpoint: the address that browsers see.',
    })
    return false
  }
  if (terms.expiresInSeconds === undefined || terms.expiresInSeconds * 1000 > leastLifeMs) return true
  chart.problem('clock', {
    code: 'ticket-short-lived',
    message: `The ticket is good for ${countSeconds(terms.expiresInSeconds)}, too short to send anything under it.`,
    advice:
      'Let tickets live five to fifteen minutes; where the API tells a point in time, compare the clocks of its machines.',
  })
  return false
}
