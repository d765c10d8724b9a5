import type { Receipt } from '../../contract/backend.js'
import type { DoctorContext, Probe } from '../DoctorContext.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import { describeCors } from '../report/describeCors.js'

/** Checks whether the page can read the ETag of the stored probe, and whether it is the MD5 where the backend expects that. */
export function checkEtag(context: DoctorContext, probe: Probe, ticket: ProbeTicket, { etag }: Receipt): void {
  const { backend, report } = context
  if (etag === null) return reportHidden(context, ticket)
  const { digest } = probe.request
  const isMd5 = digest?.algorithm === 'md5' && ticket.upload === null && /^[\da-f]{32}$/i.test(etag)
  if (backend.etagIsMd5 && isMd5 && etag.toLowerCase() !== digest.hex) {
    return report.problem('etag', { id: 'etag-not-md5' })
  }
  return report.ok('etag', { id: 'etag-readable' })
}

function reportHidden({ backend, report, ports }: DoctorContext, { terms }: ProbeTicket): void {
  const facts = describeCors(ports.page.origin, terms.kind)
  if (backend.needsEtag) return report.problem('etag', { id: 'etag-hidden', facts })
  if (backend.etagIsMd5) return report.warn('etag', { id: 'etag-hidden/unchecked', facts })
  return report.ok('etag', { id: 'etag-unneeded' })
}
