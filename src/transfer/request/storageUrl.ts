import { isLoopback } from '../../shared/isLoopback.js'
import { UnusableTicket } from './UnusableTicket.js'

/** Refuses what a page must not or cannot send to; the URL itself shows in no message. */
export function checkStorageUrl(url: unknown): asserts url is string {
  if (typeof url !== 'string' || url === '') throw new UnusableTicket('The ticket has no URL.')
  const parsed = /^https?:\/\//i.test(url) ? parseUrl(url) : null
  if (!parsed) throw new UnusableTicket("The ticket's URL is not an absolute http or https URL.")
  if (parsed.username || parsed.password) throw new UnusableTicket("The ticket's URL holds a user name or a password.")
  if (parsed.protocol === 'http:' && isSecurePage() && !isLoopback(parsed.hostname)) {
    throw new UnusableTicket("The ticket's URL is http, but the page is https: browsers block such requests.")
  }
}

export function parseUrl(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null
}

function isSecurePage(): boolean {
  return typeof location === 'object' && location.protocol === 'https:'
}
