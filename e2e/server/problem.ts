export interface ProblemInit {
  readonly code: string
  /** A message for people, in plain text. */
  readonly message: string
  readonly retryAfterSeconds?: number
}

/** A refusal of a whole call or of one member, which the caller gets to see. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, { code, message, retryAfterSeconds }: ProblemInit) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** Headers that go with the body, whatever the format of the refusal. */
  get headers(): Record<string, string> {
    return this.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(this.retryAfterSeconds) }
  }
}

/** Turns any error into a problem. An unexpected one is logged, and the caller gets a generic message. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  console.error('The reference server failed:', thrown)
  return new Problem(500, { code: 'server-error', message: 'Something went wrong on the server.' })
}

export interface ErrorBody {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly retryAfterSeconds?: number
}

export function toErrorBody({ status, code, message, retryAfterSeconds }: Problem): ErrorBody {
  return { status, code, message, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
}
