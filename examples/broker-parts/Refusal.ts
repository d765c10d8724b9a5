/** A refusal of the broker, with its own message or that of the API behind it. */
export class Refusal extends Error {
  readonly status: number
  /** A GraphQL error code, if the API behind the broker has codes. */
  readonly code: string
  /** The Retry-After of the API behind the broker, in seconds or as a date. */
  readonly retryAfter: string | null

  constructor(status: number, code: string, message: string, retryAfter: string | null = null) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }

  /** The Retry-After header, if there is one. */
  get headers(): Readonly<Record<string, string>> {
    return this.retryAfter === null ? {} : { 'Retry-After': this.retryAfter }
  }
}

/** For an API that is down or rejects the app's credentials. A 401 would ask the user to sign in, which would not help. */
export function unavailable(): Refusal {
  return new Refusal(502, 'INTERNAL_SERVER_ERROR', 'The upstream service does not answer.')
}

export function signedOut(): Refusal {
  return new Refusal(401, 'UNAUTHENTICATED', 'Please sign in.')
}
