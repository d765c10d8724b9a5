import type { Receipt } from '../contract/backend.js'
import { adviseCors } from './corsRule.js'
import type { ProbeTicket } from './askForTicket.js'
import type { Probe, Visit } from './visit.js'

/** Looks at the receipt of a probe that storage has. */
export function examineEtag(visit: Visit, probe: Probe, ticket: ProbeTicket, { etag }: Receipt): void {
  const { backend, chart } = visit
  if (etag === null) return noteHidden(visit, ticket)
  const { digest } = probe.request
  const isMd5 = digest?.algorithm === 'md5' && ticket.upload === null && /^[\da-f]{32}$/i.test(etag)
  if (backend.etagIsMd5 && isMd5 && etag.toLowerCase() !== digest.hex) {
    return chart.problem('etag', {
      code: 'etag-not-md5',
      message:
        'The ETag is not the MD5 of the probe, which this backend is set to expect: files would pass for damaged.',
      advice:
        "If the bucket encrypts with KMS, its ETags are no digests: set the backend's option 'etagIsMd5' to false. Else something on the way changes the bytes.",
    })
  }
  return chart.ok('etag', 'The page may read the ETag.')
}

function noteHidden({ backend, chart, ports }: Visit, { terms }: ProbeTicket): void {
  const advice = adviseCors(ports.page.origin, terms.kind === 'put' ? 'PUT' : 'POST')
  const code = 'etag-hidden'
  if (backend.needsEtag) {
    const message = 'Storage took the probe, but hides the ETag from the page, and this API needs it to register files.'
    return chart.problem('etag', { code, message, advice })
  }
  if (backend.etagIsMd5) {
    const message = 'Storage hides the ETag from the page, so that it cannot be held against the digest of the bytes.'
    return chart.warn('etag', { code, message, advice })
  }
  return chart.ok('etag', 'Storage hides the ETag from the page. This backend does without.')
}
