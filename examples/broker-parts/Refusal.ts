/** What a broker says instead of an answer: its own words, or those of the API behind it. */
export class Refusal extends Error {
  readonly status: number
  /** In the words of GraphQL, where an API behind it has codes. */
  readonly code: string
  /** As the API behind it has it, in seconds or as a date. */
  readonly retryAfter: string | null

  constructor(status: number, code: string, message: string, retryAfter: string | null = null) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }

  /** The header that goes with it, if any. */
  get headers(): Readonly<Record<string, string>> {
    return this.retryAfter === null ? {} : { 'Retry-After': this.retryAfter }
  }
}

/** The API behind the broker is down, or does not know us. A 401 would send the user to sign in, which mends nothing. */
export function unavailable(): Refusal {
  return new Refusal(502, 'INTERNAL_SERVER_ERROR', 'The service behind this one does not answer.')
}

export function signedOut(): Refusal {
  return new Refusal(401, 'UNAUTHENTICATED', 'Please sign in.')
}
