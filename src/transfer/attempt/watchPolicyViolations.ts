import { parseUrl } from '../../shared/parseUrl.js'

/** Notes whether the page's content policy refuses a connection while an attempt runs. */
export interface PolicyWatch {
  readonly wasViolated: () => boolean
  readonly stop: () => void
}

interface Watched {
  readonly origin: string
  wasViolated: boolean
}

/** The attempts that are under way. One listener serves all of them, because adding one per file is slow. */
const watched = new Set<Watched>()

/**
 * Listens for the page's content policy refusing a connection to an origin. The event carries the whole URL with its
 * signature, so nothing is kept of it except that it happened.
 */
export function watchPolicyViolations(origin: string): PolicyWatch {
  const entry: Watched = { origin, wasViolated: false }
  if (watched.size === 0) globalThis.document?.addEventListener('securitypolicyviolation', noteViolation)
  watched.add(entry)
  return {
    wasViolated: () => entry.wasViolated,
    stop() {
      watched.delete(entry)
      if (watched.size === 0) globalThis.document?.removeEventListener('securitypolicyviolation', noteViolation)
    },
  }
}

function noteViolation(event: SecurityPolicyViolationEvent): void {
  // Other directives concern other requests of the page. A policy that only reports does not stop the request.
  if (event.effectiveDirective !== 'connect-src' || event.disposition !== 'enforce') return
  const origin = parseUrl(event.blockedURI)?.origin
  for (const entry of watched) if (entry.origin === origin) entry.wasViolated = true
}
