import { scrub } from './scrub.js'
import { showText } from '../shared/showText.js'
import type { RejectionReason, RetryFrom, Step } from '../contract/types.js'

/**
 * Every way an upload can fail. The user's words for each stand in the locales; the sentence here is for developers.
 */
export type UploadErrorCode =
  // the file
  | 'file-changed' // edited after it was picked
  | 'file-missing' // deleted or moved after it was picked
  | 'file-unreadable' // the browser may not or cannot read it
  | 'file-restricted' // turned away by what only shows on inspection: pixels, sniffed type
  | 'prepare-failed' // the app's `prepare` threw
  | 'inspection-failed' // the digest could not be computed
  // the backend
  | 'app-failed' // a function that the app gave, such as `headers`, threw or gave nonsense
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'request-invalid'
  | 'too-large'
  | 'too-small'
  | 'rate-limited'
  | 'server-error'
  | 'server-unreachable'
  | 'server-timeout'
  | 'endpoint-missing' // a server answers, but nothing at this address: the app's own set-up
  | 'server-redirected' // a redirect, which is not followed: a sign-in page, or not the final URL
  | 'backend-failed' // the API said no in its own words
  | 'answer-malformed'
  | 'ticket-unusable'
  // storage
  | 'ticket-expired'
  | 'storage-refused'
  | 'storage-busy'
  | 'storage-error'
  | 'storage-full'
  | 'storage-blocked'
  | 'storage-unreachable'
  | 'storage-stalled'
  | 'storage-silent'
  | 'storage-redirected'
  | 'storage-unexpected'
  | 'bytes-damaged'
  | 'type-mismatch' // storage looked, and the bytes are not what was declared
  | 'etag-hidden'
  // registering
  | 'confirm-ambiguous'
  | 'not-verified' // the backend did not find what storage took, or something else
  | 'already-used'
  | 'record-mismatch'
  | 'unknown'

/** When an error may be tried again, and from where. */
export interface RetryAdvice {
  readonly when: 'automatically' | 'by-hand' | 'never'
  readonly from: RetryFrom
}

export interface UploadErrorInit {
  /** Which code it is, where an adapter reads a refusal. Default: the core's reading. */
  readonly code?: UploadErrorCode
  /** HTTP status */
  readonly status?: number
  /** The API's own words, at most 200 characters, shown as plain text. */
  readonly serverText?: string
  readonly retryAfterSeconds?: number
  /** When to try again, and from where. The default follows from the code. */
  readonly retry?: RetryAdvice
  /** Kept as name and message, scrubbed. */
  readonly cause?: unknown
  readonly step?: Step
  /** With 'file-restricted': which of the restrictions. */
  readonly reasons?: readonly RejectionReason[]
}

const again = (from: RetryFrom): RetryAdvice => ({ when: 'automatically', from })
const byHand = (from: RetryFrom): RetryAdvice => ({ when: 'by-hand', from })
const never: RetryAdvice = { when: 'never', from: 'call' }

/** What follows from a code when the one who raised it said nothing else. */
const adviceByCode: Readonly<Record<UploadErrorCode, RetryAdvice>> = {
  'file-changed': never,
  'file-missing': never,
  'file-unreadable': byHand('inspection'),
  'file-restricted': never,
  'prepare-failed': byHand('inspection'),
  'inspection-failed': byHand('inspection'),
  'app-failed': byHand('call'),
  unauthorized: byHand('call'),
  forbidden: never,
  'not-found': never,
  'request-invalid': never,
  'too-large': never,
  'too-small': never,
  'rate-limited': again('call'),
  'server-error': again('call'),
  'server-unreachable': again('call'),
  'server-timeout': again('call'),
  'endpoint-missing': byHand('call'),
  'server-redirected': never,
  'backend-failed': byHand('call'),
  'answer-malformed': byHand('call'),
  'ticket-unusable': never,
  'ticket-expired': again('ticket'),
  'storage-refused': again('ticket'),
  'storage-busy': again('call'),
  'storage-error': again('call'),
  'storage-full': byHand('call'),
  'storage-blocked': again('call'),
  'storage-unreachable': again('call'),
  'storage-stalled': again('call'),
  'storage-silent': again('call'),
  'storage-redirected': never,
  'storage-unexpected': again('call'),
  'bytes-damaged': again('inspection'),
  'type-mismatch': never,
  'etag-hidden': byHand('ticket'),
  'confirm-ambiguous': byHand('call'),
  'not-verified': again('inspection'),
  'already-used': byHand('ticket'),
  'record-mismatch': byHand('ticket'),
  unknown: byHand('call'),
}

const brand: unique symbol = Symbol.for('coatcheck.UploadError') as never

/**
 * The one class for everything that can go wrong with an upload. Texts for people come from the locale by `code`;
 * `message` is for developers and never holds a URL, a header, a form field or a token.
 */
export class UploadError extends Error {
  readonly code: UploadErrorCode
  readonly step: Step | null
  readonly status?: number
  readonly serverText?: string
  readonly retryAfterSeconds?: number
  readonly retry: RetryAdvice
  /** With 'file-restricted': which of the restrictions. */
  readonly reasons?: readonly RejectionReason[]

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

/** Whether a value is an {@link UploadError}, also one from another copy of the package. */
export function isUploadError(value: unknown): value is UploadError {
  return typeof value === 'object' && value !== null && brand in value
}

/** Whether a value is the AbortError that cancelling raises: not a failure. */
export function isAbortError(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === 'AbortError'
}

const longestServerText = 200

function shorten(text: string): string {
  return text.length <= longestServerText ? text : `${text.slice(0, longestServerText - 1)}…`
}

/** A cause as name and message: an error object may carry a request with its URL. */
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

const codeByStatus: Readonly<Record<number, UploadErrorCode>> = {
  400: 'request-invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'server-timeout',
  413: 'too-large',
  422: 'request-invalid',
  429: 'rate-limited',
}

/** @see https://fetch.spec.whatwg.org/#redirect-status */
function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/** The code for an app server's HTTP status. */
export function codeForStatus(status: number): UploadErrorCode {
  if (isRedirect(status)) return 'server-redirected'
  return codeByStatus[status] ?? (status >= 500 ? 'server-error' : 'backend-failed')
}

/**
 * Whatever an adapter threw, as an {@link UploadError} of a step: one of ours keeps its fields, a plain error with a
 * `status` is mapped, a failed `fetch` (a TypeError) is an unreachable server.
 */
export function toUploadError(thrown: unknown, step: Step): UploadError {
  try {
    return readThrown(thrown, step)
  } catch {
    // Not even looking at it goes well: a getter that throws, an object without a prototype.
    return new UploadError('unknown', 'The adapter raised something that cannot be read.', { step })
  }
}

function readThrown(thrown: unknown, step: Step): UploadError {
  if (isUploadError(thrown)) return thrown.step === null ? deriveError(thrown, { step }) : thrown
  const status = statusOf(thrown)
  if (status !== undefined) {
    return new UploadError(codeForStatus(status), `The backend answered with status ${status}.`, {
      status,
      step,
      cause: thrown,
    })
  }
  if (isAbortError(thrown) || isTimeoutError(thrown)) {
    return new UploadError('server-timeout', 'The backend took too long to answer.', { step, cause: thrown })
  }
  if (thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)) {
    return new UploadError('server-unreachable', 'The backend could not be reached.', { step, cause: thrown })
  }
  return new UploadError('unknown', 'The adapter raised an error that says nothing of its kind.', {
    step,
    cause: thrown,
  })
}

/** A call that its adapter ended by itself, while nobody called it off, took too long for it. */
function isTimeoutError(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'TimeoutError'
}

/** The same error with something changed: errors are immutable. */
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

function statusOf(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('status' in thrown)) return undefined
  return typeof thrown.status === 'number' ? thrown.status : undefined
}
