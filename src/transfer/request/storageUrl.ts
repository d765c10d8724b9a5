import { isLoopback } from '../../shared/isLoopback.js'
import { parseUrl } from '../../shared/parseUrl.js'
import { UnusableTicket } from './UnusableTicket.js'

/**
 * Reads where a ticket sends the file.
 * @throws {UnusableTicket} when a page must not or cannot send to it
 */
export function parseStorageUrl(url: string): URL {
  // A relative URL would send the file to the app's own server.
  const parsed = /^https?:\/\//i.test(url) ? parseUrl(url) : null
  if (!parsed) throw new UnusableTicket('url-is-not-http')
  if (parsed.username || parsed.password) {
    throw new UnusableTicket('url-has-password')
  }
  // Loopback counts as secure, so a development server may use http.
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname) && globalThis.location?.protocol === 'https:') {
    throw new UnusableTicket('url-is-insecure')
  }
  return parsed
}
