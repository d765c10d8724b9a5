import { cutText, scrub } from '../../errors/scrub.js'
import type { RequestPlan } from '../request/prepareRequest.js'
import { parseUrl } from '../request/storageUrl.js'

const longestMessage = 200

/** Shorter ones ('public', 'AES256') are no secret, and taking them out would only garble the sentence. */
const shortestSecret = 8

/**
 * Storage's own sentence without anything that the ticket held: some stores quote the policy condition, the key or the
 * signature that did not fit.
 */
export function scrubMessage(message: string, plan: RequestPlan): string {
  let text = cutText(message)
  for (const secret of listSecrets(plan)) text = text.replaceAll(secret, '[secret]')
  text = scrub(text)
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{8,}\b|[\w+/=-]{40,}/g, '[secret]')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage - 1)}…`
}

/** The longest first, so that no part of one is left over by another. */
function listSecrets(plan: RequestPlan): readonly string[] {
  const url = parseUrl(plan.url)
  const path = url ? [url.pathname, ...url.pathname.split('/')] : []
  const values = [
    ...path.flatMap((part) => [part, decode(part)]),
    ...(url ? [...url.searchParams.values()] : []),
    ...plan.headers.map(([, value]) => value),
    ...(plan.body instanceof FormData ? [...plan.body.values()].filter((value) => typeof value === 'string') : []),
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
