import type { TicketAnswer } from '../../contract/ticket.js'
import { parseUrl } from '../../shared/parseUrl.js'
import type { SignedPair } from '../../shared/storage/contradictions.js'

/** What a ticket was signed for, as far as it shows. The length of a form is not the length of its file. */
export function signedPairs(answer: TicketAnswer): readonly SignedPair[] {
  if (answer.kind === 'post') return answer.fields
  if (answer.kind !== 'put') return []
  return [...Object.entries(answer.headers ?? {}), ...(parseUrl(answer.url)?.searchParams ?? [])]
}
