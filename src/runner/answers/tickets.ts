import type { Json } from '../../contract/json.js'
import type { PostTicket, PutTicket, TicketAnswer } from '../../contract/ticket.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { OpenTicket, Run } from '../../uploader/entry.js'

/** Computes when a ticket expires by our own monotonic clock, because the server's date and ours need not agree. */
export function openTicket(terms: PutTicket | PostTicket, keys: readonly string[], nowMs: number): OpenTicket {
  const { expiresInSeconds } = terms
  const expiresAt = expiresInSeconds === undefined ? null : nowMs + expiresInSeconds * 1000
  return { terms, keys, expiresAt, isUsed: false }
}

/** With less than this left, a ticket would have expired when the request arrives, after its preflight. */
export const leastLifeMs = 2_000

/**
 * Whether storage would accept bytes under a ticket. It need not last for the whole transfer, because the signature is
 * checked when a request begins. A single-use ticket may have been used up by an attempt whose answer was lost.
 */
export function isUsable(ticket: OpenTicket | null, nowMs: number): ticket is OpenTicket {
  if (ticket === null || (ticket.isUsed && ticket.terms.singleUse)) return false
  return ticket.expiresAt === null || ticket.expiresAt - nowMs > leastLifeMs
}

/** The reference of an answer: what `confirm` and `abandon` get. */
export function referenceOf(answer: TicketAnswer): Json | undefined {
  return 'reference' in answer ? answer.reference : undefined
}

/** Whether the upload has what it needs to send its bytes. */
export function canSend({ parts, ticket }: Run<StoredFile>, nowMs: number): boolean {
  return parts !== null || isUsable(ticket, nowMs)
}
