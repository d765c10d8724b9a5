/** What a refusal says besides its status and message. */
export interface RefusalInit {
  /**
   * A code that is more precise than the status.
   * @default what the status means, such as 'forbidden' for 403
   * @see docs/rest.openapi.yaml for the codes that the client knows
   */
  readonly code?: string
  /** After how long the call may succeed. The client waits as long, and tries again. */
  readonly retryAfterSeconds?: number
  /** The limit that was exceeded: bytes, or a number of files. */
  readonly limit?: number
}

/**
 * Refuses a call or one file of a call. The message is for the person who uploads: plain text without secrets, at most 200
 * characters, because the client cuts off the rest.
 *
 * @example throw new Refusal(403, 'You can view this album, but not add files to it.')
 */
export class Refusal extends Error {
  /** An HTTP status. */
  readonly status: number
  /** What the client goes by, such as 'forbidden'. */
  readonly code: string
  /** After how long the call may succeed; undefined: waiting does not help. */
  readonly retryAfterSeconds: number | undefined
  /** The limit that was exceeded: bytes, or a number of files. */
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

/** What a caller may know of an unexpected error. The client tries again by itself. */
export function serverFailed(): Refusal {
  return new Refusal(500, 'Something went wrong on the server.')
}

/** Storage failed, or did not answer. The client tries again by itself. */
export function storageSilent(): Refusal {
  return new Refusal(503, 'Storage does not answer.', { retryAfterSeconds: 1 })
}
