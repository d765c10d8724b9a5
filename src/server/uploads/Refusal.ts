export interface RefusalInit {
  /** More precise than the status. @see docs/rest.openapi.yaml for the codes that the client knows */
  readonly code?: string
  /** After how long the call may succeed. */
  readonly retryAfterSeconds?: number
  /** The limit that was exceeded: bytes, or a number of files. */
  readonly limit?: number
}

/**
 * Refuses a call or one file of a call. The message is for the person who uploads: plain text without secrets, at most 200
 * characters.
 *
 * @example throw new Refusal(403, 'You can view this album, but not add files to it.')
 */
export class Refusal extends Error {
  /** An HTTP status. */
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined
  readonly limit: number | undefined

  constructor(status: number, message: string, { code, retryAfterSeconds, limit }: RefusalInit = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code ?? codeByStatus[status] ?? (status >= 500 ? 'server-error' : 'request-invalid')
    this.retryAfterSeconds = retryAfterSeconds
    this.limit = limit
  }
}

const codeByStatus: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  429: 'rate-limited',
}

export function invalid(message: string, status: 400 | 422 = 422): Refusal {
  return new Refusal(status, message, { code: 'request-invalid' })
}

/** Another owner's reference counts as unknown, too. */
export function unknownTicket(): Refusal {
  return new Refusal(404, 'There is no such ticket.')
}

export function unknownFile(): Refusal {
  return new Refusal(404, 'There is no such file.')
}
