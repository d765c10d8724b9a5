import { isLoopback } from '../../shared/isLoopback.js'
import { parseUrl } from '../../shared/parseUrl.js'
import { UnusableTicket } from './UnusableTicket.js'

/**
 * Reads where a ticket sends the file. No message contains the URL, because its query holds the signature.
 * @throws {UnusableTicket} when a page must not or cannot send to it
 */
export function parseStorageUrl(url: string): URL {
  // A relative URL would send the file to the app's own server.
  const parsed = /^https?:\/\//i.test(url) ? parseUrl(url) : null
  if (!parsed) throw new UnusableTicket("The ticket's URL is not an absolute http or https URL.")
  if (parsed.username || parsed.password) {
    throw new UnusableTicket("The ticket's URL contains a user name or a password.")
  }
  // Loopback counts as secure, so a development server may use http.
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname) && globalThis.location?.protocol === 'https:') {
    throw new UnusableTicket("The ticket's URL is http, but the page is https: browsers block such requests.")
  }
  return parsed
}
