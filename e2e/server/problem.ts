export interface ProblemInit {
  readonly code: string
  /** For people, as plain text. */
  readonly message: string
  readonly retryAfterSeconds?: number
}

/** A refusal that the caller is told about, of a whole call or of one member. */
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

  /** What goes with it beside the body, whichever way an API says no. */
  get headers(): Record<string, string> {
    return this.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(this.retryAfterSeconds) }
  }
}

/** Whatever went wrong, as something to tell: our own words for what nobody foresaw, which goes to the console. */
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
