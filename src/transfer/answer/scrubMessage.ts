import { cutText, scrub } from '../../errors/scrub.js'
import type { PreparedRequest } from '../request/prepareRequest.js'

const longestMessage = 200

/** Shorter values ('public', 'AES256') are no secrets, and removing them would only garble the sentence. */
const shortestSecret = 8

/**
 * Storage's own sentence without anything from the ticket: some stores quote the policy condition, the key or the
 * signature that did not match.
 */
export function scrubMessage(message: string, request: PreparedRequest): string {
  let text = cutText(message)
  for (const secret of listSecrets(request)) text = text.replaceAll(secret, '[secret]')
  text = scrub(text)
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{8,}\b|[\w+/=-]{40,}/g, '[secret]')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage - 1)}…`
}

/** The longest first: otherwise a short secret inside a long one would leave the rest of it behind. */
function listSecrets(request: PreparedRequest): readonly string[] {
  // It was sent to, so it can be parsed.
  const { pathname, searchParams } = new URL(request.url)
  const values = [
    ...[pathname, ...pathname.split('/')].flatMap((part) => [part, decode(part)]),
    ...searchParams.values(),
    ...request.headers.values(),
    ...(request.body instanceof FormData
      ? [...request.body.values()].filter((value) => typeof value === 'string')
      : []),
  ]
  return values.filter((value) => value.length >= shortestSecret).toSorted((a, b) => b.length - a.length)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
