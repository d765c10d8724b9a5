import { UploadError } from './errors.js'
import type { Json, PostTicket, PutTicket, StoredFile, TicketAnswer } from './types.js'

/** A ticket in hand. It lives in memory only. */
export interface HeldTicket {
  readonly terms: PutTicket | PostTicket
  /** monotonic milliseconds; null: no expiry was told */
  readonly expiresAt: number | null
  /** A request went out under it. */
  readonly isUsed: boolean
}

/** Notes when a ticket ends by our own monotonic clock: the server's date and ours need not agree. */
export function holdTicket(terms: PutTicket | PostTicket, nowMs: number): HeldTicket {
  const { expiresInSeconds } = terms
  return { terms, expiresAt: expiresInSeconds === undefined ? null : nowMs + expiresInSeconds * 1000, isUsed: false }
}

/** With less than this left it would be refused on arrival. */
const leastLifeMs = 2_000

/**
 * Whether storage would take bytes under it: the signature is checked when a request begins, not when it ends, and a
 * single-use ticket may have been eaten by an attempt that nobody answered.
 */
export function isUsable(ticket: HeldTicket | null, nowMs: number): ticket is HeldTicket {
  if (ticket === null || (ticket.isUsed && ticket.terms.singleUse)) return false
  return ticket.expiresAt === null || ticket.expiresAt - nowMs > leastLifeMs
}

/**
 * Makes sure that an adapter's answer is one of the contract's shapes, before any byte is sent.
 * @throws {UploadError} 'answer-malformed', saying what is missing.
 */
export function checkAnswer(answer: unknown): TicketAnswer {
  if (!isRecord(answer)) throw malformed('it is not an object')
  switch (answer['kind']) {
    case 'existing':
      checkStoredFile(answer['file'])
      break
    case 'stored':
      break
    case 'put':
      checkTerms(answer)
      break
    case 'post':
      checkTerms(answer)
      checkFields(answer['fields'])
      break
    case 'multipart':
      if (!(Number(answer['partSizeBytes']) > 0)) throw malformed('partSizeBytes is not a positive number')
      break
    default:
      throw malformed('its kind is none of existing, stored, put, post, multipart')
  }
  // Each branch above has looked at what its kind needs.
  return answer as unknown as TicketAnswer
}

/**
 * Makes sure that a file of the backend's has an id.
 * @throws {UploadError} 'answer-malformed'
 */
export function checkStoredFile(file: unknown): StoredFile {
  if (!isRecord(file)) throw malformed('there is no file in it')
  if (typeof file['id'] !== 'string' || file['id'] === '') throw malformed('its file has no id')
  return file as unknown as StoredFile
}

/** The reference of an answer: what `confirm` and `abandon` get. */
export function referenceOf(answer: TicketAnswer): Json | undefined {
  return 'reference' in answer ? answer.reference : undefined
}

function checkTerms(answer: Record<string, unknown>): void {
  if (typeof answer['url'] !== 'string' || answer['url'] === '') throw malformed('the ticket has no url')
  const headers = answer['headers']
  const isWellFormed =
    headers === undefined || (isRecord(headers) && Object.values(headers).every((value) => typeof value === 'string'))
  if (!isWellFormed) throw malformed('headers is not an object of strings')
}

function checkFields(fields: unknown): void {
  const isWellFormed =
    Array.isArray(fields) &&
    fields.every((field) => Array.isArray(field) && typeof field[0] === 'string' && typeof field[1] === 'string')
  if (!isWellFormed) throw malformed('fields is not a list of [name, value]')
  const files = (fields as readonly (readonly [string, string])[]).filter(([, value]) => value === '@file').length
  if (files !== 1) throw malformed(`${files} of its fields are '@file', exactly one must be`)
}

function malformed(why: string): UploadError {
  return new UploadError('answer-malformed', `The answer of the backend cannot be used: ${why}.`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a plan for a gathered call is made from. */
export interface GatherInput {
  /** Sizes of those who wait, in their order, bytes. */
  readonly waiting: Iterable<number>
  readonly freeSlots: number
  /** Tickets in hand that wait for a slot. */
  readonly inHand: number
  /** The expiry that was seen last, seconds; null: none was told. */
  readonly expirySeconds: number | null
  /** What the wire has lately done; null: not measured yet. */
  readonly rate: { readonly bytesPerSecond: number; readonly filesPerSecond: number } | null
}

const mostTicketsInHand = 100

/**
 * How many tickets to ask for in one call: enough for the free slots, and as many more as will surely be sent while
 * they last (half of the expiry), a hundred at the most. A stock that is still half full is left alone.
 */
export function planTickets({ waiting, freeSlots, inHand, expirySeconds, rate }: GatherInput): number {
  const forSlots = Math.max(0, freeSlots - inHand)
  if (expirySeconds === null || rate === null) return forSlots
  const sendable = countSendable(waiting, rate, expirySeconds / 2)
  const isStocked = forSlots === 0 && inHand > sendable / 2
  return isStocked ? 0 : Math.max(forSlots, sendable - inHand)
}

function countSendable(
  sizes: Iterable<number>,
  rate: { readonly bytesPerSecond: number; readonly filesPerSecond: number },
  seconds: number,
): number {
  let count = 0
  let bytes = 0
  for (const size of sizes) {
    bytes += size
    const needed = bytes / rate.bytesPerSecond + (count + 1) / rate.filesPerSecond
    if (needed > seconds || count >= mostTicketsInHand) break
    count += 1
  }
  return count
}
