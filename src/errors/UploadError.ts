import type { Step } from '../contract/step.js'
import type { RejectionReason } from '../contract/restrictions.js'
import { type UploadErrorCode, type RetryAdvice, adviceByCode } from './codes.js'
import { brand } from './isUploadError.js'
import { scrub } from './scrub.js'
import { showText } from '../shared/showText.js'

export interface UploadErrorInit {
  /** The code, if an adapter interprets a refusal. Default: the core's interpretation. */
  readonly code?: UploadErrorCode
  /** HTTP status */
  readonly status?: number
  /** The API's own message, cut to 200 characters and shown as plain text. */
  readonly serverText?: string
  readonly retryAfterSeconds?: number
  /** When to retry, and from which step. The default depends on the code. */
  readonly retry?: RetryAdvice
  /** The original error. Only its name and message are kept, scrubbed. */
  readonly cause?: unknown
  readonly step?: Step
  /** The restrictions that the file violates, with 'file-restricted'. */
  readonly reasons?: readonly RejectionReason[]
}

/**
 * The error of a failed upload. Users see the locale's text for its `code`. `message` is for developers and never
 * contains a URL, a header, a form field or a token.
 */
export class UploadError extends Error {
  readonly code: UploadErrorCode
  readonly step: Step | null
  readonly status?: number
  readonly serverText?: string
  readonly retryAfterSeconds?: number
  readonly retry: RetryAdvice
  /** The restrictions that the file violates, with 'file-restricted'. */
  readonly reasons?: readonly RejectionReason[]

  /**
   * For adapters, and for an app's own `headers` or `fetch`.
   *
   * @param code decides the text that users see, and what is tried again
   * @param message for developers
   * @example throw new UploadError('unauthorized', 'The session has ended.')
   */
  constructor(code: UploadErrorCode, message: string, init: UploadErrorInit = {}) {
    super(showText(scrub(message)), init.cause === undefined ? undefined : { cause: describeCause(init.cause) })
    this.name = 'UploadError'
    this.code = code
    this.step = init.step ?? null
    this.retry = init.retry ?? adviceByCode[code]
    if (init.status !== undefined) this.status = init.status
    const serverText = init.serverText && shorten(showText(scrub(init.serverText)))
    if (serverText) this.serverText = serverText
    if (init.retryAfterSeconds !== undefined) this.retryAfterSeconds = init.retryAfterSeconds
    if (init.reasons) this.reasons = init.reasons
    Object.defineProperty(this, brand, { value: true })
  }
}

const longestServerText = 200

function shorten(text: string): string {
  return text.length <= longestServerText ? text : `${text.slice(0, longestServerText - 1)}…`
}

/** Keeps only the name and message of a cause, because an error object may contain a request with its URL. */
function describeCause(cause: unknown): { readonly name: string; readonly message: string } {
  if (cause instanceof Error || (typeof cause === 'object' && cause !== null && 'message' in cause)) {
    const { name, message } = cause as { name?: unknown; message?: unknown }
    return {
      name: typeof name === 'string' ? showText(scrub(name)) : 'Error',
      message: showText(scrub(String(message))),
    }
  }
  return { name: typeof cause, message: showText(scrub(String(cause))) }
}

/** Returns a copy of an error with some fields changed, because errors are immutable. */
export function deriveError(error: UploadError, changed: Pick<UploadErrorInit, 'step' | 'retry'>): UploadError {
  const { code, message, status, serverText, retryAfterSeconds, retry, cause, step, reasons } = error
  return new UploadError(code, message, {
    retry,
    cause,
    ...(step && { step }),
    ...(status !== undefined && { status }),
    ...(serverText !== undefined && { serverText }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(reasons && { reasons }),
    ...changed,
  })
}
