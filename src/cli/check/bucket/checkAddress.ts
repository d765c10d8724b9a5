import { isLoopback } from '../../../shared/isLoopback.js'
import type { CheckContext } from '../CheckContext.js'
import { isApart } from './isApart.js'

/** Looks at the address that browsers get, without calling it. */
export async function checkAddress({ uploads: { service }, store, origins, findings }: CheckContext): Promise<void> {
  const asked = 'Which address do browsers get?'
  const { url } = await service.storage.signPut({ key: 'a', type: 'text/plain', size: 1, expiresInSeconds: 60 })
  const { protocol, hostname, origin: address } = new URL(url)
  const isLocal = isLoopback(hostname)
  const secure = origins.find((origin) => origin.startsWith('https:'))
  if (secure !== undefined && protocol === 'http:' && !isLocal) {
    return findings.problem('address', {
      asked,
      message: `${address}: browsers block http from pages of ${secure}.`,
      code: 'mixed-content',
      advice: 'Serve storage over https, and name that URL as endpoint, or as publicEndpoint, in s3.',
    })
  }
  const remote = origins.find((origin) => !isLoopback(new URL(origin).hostname))
  if (isInternal(hostname) || (isLocal && remote !== undefined)) {
    return findings.warn('address', {
      asked,
      message: `${address}: a browser on another machine cannot reach this name.`,
      code: 'address-internal',
      advice: 'Name the URL under which browsers reach the same storage as publicEndpoint in s3.',
      paste: `publicEndpoint: 'https://storage.example'`,
    })
  }
  const own = store && isApart(store, url) ? `. The server itself uses ${new URL(store.place.endpoint).origin}` : ''
  findings.ok('address', { asked, message: `Browsers get ${address}${own}.` })
}

/** Names that only exist between containers, in a cluster or in a private zone. */
function isInternal(hostname: string): boolean {
  if (isLoopback(hostname)) return false
  return /^[^.:[]+$|\.(internal|local|svc|lan|intranet)$/.test(hostname) || hostname === 'host.docker.internal'
}
