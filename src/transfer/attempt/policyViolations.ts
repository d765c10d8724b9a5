import { parseUrl } from '../request/storageUrl.js'

/**
 * Listens until `signal` fires for the page's content policy refusing a connection to the origin of `url`. The event
 * carries the whole URL, signature included, so nothing of it is kept but the fact.
 */
export function watchPolicyViolations(url: string, signal: AbortSignal): () => boolean {
  const origin = parseUrl(url)?.origin
  let wasSeen = false
  if (typeof document === 'object') {
    document.addEventListener(
      'securitypolicyviolation',
      (event) => {
        const isOurs = event.effectiveDirective === 'connect-src' && parseUrl(event.blockedURI)?.origin === origin
        if (isOurs && event.disposition === 'enforce') wasSeen = true
      },
      { signal },
    )
  }
  return () => wasSeen
}
