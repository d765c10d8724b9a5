import type { Receipt } from '../../contract/backend.js'
import type { DoctorContext, Probe } from '../DoctorContext.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import { adviseCors } from '../report/adviseCors.js'

/** Checks whether the page can read the ETag of the stored probe, and whether it is the MD5 where the backend expects that. */
export function checkEtag(context: DoctorContext, probe: Probe, ticket: ProbeTicket, { etag }: Receipt): void {
  const { backend, report } = context
  if (etag === null) return reportHidden(context, ticket)
  const { digest } = probe.request
  const isMd5 = digest?.algorithm === 'md5' && ticket.upload === null && /^[\da-f]{32}$/i.test(etag)
  if (backend.etagIsMd5 && isMd5 && etag.toLowerCase() !== digest.hex) {
    return report.problem('etag', {
      code: 'etag-not-md5',
      message:
        'The ETag is not the MD5 of the probe, as this backend expects. Intact files would be taken for damaged ones.',
      advice:
        "If the bucket encrypts with KMS, its ETags are not digests: set the backend's option 'etagIsMd5' to false. Otherwise something between the page and storage changes the bytes.",
    })
  }
  return report.ok('etag', 'The page may read the ETag.')
}

function reportHidden({ backend, report, ports }: DoctorContext, { terms }: ProbeTicket): void {
  const advice = adviseCors(ports.page.origin, terms.kind === 'put' ? 'PUT' : 'POST')
  const code = 'etag-hidden'
  if (backend.needsEtag) {
    const message = 'Storage stored the probe, but hides the ETag from the page. This API needs it to register files.'
    return report.problem('etag', { code, message, advice })
  }
  if (backend.etagIsMd5) {
    const message = 'Storage hides the ETag from the page, so it cannot be compared with the digest of the bytes.'
    return report.warn('etag', { code, message, advice })
  }
  return report.ok('etag', 'Storage hides the ETag from the page. This backend does not need it.')
}
