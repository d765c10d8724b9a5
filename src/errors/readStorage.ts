import { readUntimeliness } from './readUntimeliness.js'
import { UploadError, type UploadErrorInit } from './UploadError.js'
import type { UploadErrorCode } from './codes.js'
import type { NoAnswerReason, SendOutcome } from '../contract/ports/transport.js'
import type { Tries } from '../uploader/entry.js'
import type { StorageRefusal } from '../contract/backend.js'

const codeByS3Code: Readonly<Record<string, UploadErrorCode>> = {
  InvalidAccessKeyId: 'ticket-expired',
  RequestTimeTooSkewed: 'ticket-expired',
  TokenRefreshRequired: 'ticket-expired',
  NoSuchUpload: 'ticket-expired',
  SlowDown: 'storage-busy',
  SlowDownRead: 'storage-busy',
  SlowDownWrite: 'storage-busy',
  ServerBusy: 'storage-busy',
  TooManyRequests: 'storage-busy',
  RequestTimeout: 'storage-error',
  InternalError: 'storage-error',
  BadDigest: 'bytes-damaged',
  XAmzContentSHA256Mismatch: 'bytes-damaged',
  XAmzContentChecksumMismatch: 'bytes-damaged',
  IncompleteBody: 'bytes-damaged',
  EntityTooLarge: 'too-large',
  EntityTooSmall: 'too-small',
  XMinioStorageFull: 'storage-full',
  XMinioAdminBucketQuotaExceeded: 'storage-full',
  QuotaExceeded: 'storage-full',
  OperationAborted: 'storage-error',
  ConditionalRequestConflict: 'storage-error',
}

const quotaWords = /quota/i

/**
 * Interprets a refusal by S3-compatible storage. S3's code decides if there is one, because a status alone is ambiguous:
 * a 403 may mean an expired ticket or headers that were not signed.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function readRefusal(refusal: StorageRefusal, own?: UploadErrorInit, retryAfterSeconds?: number): UploadError {
  const code = own?.code ?? codeOfRefusal(refusal)
  const s3Code = refusal.code ? ` (${refusal.code})` : ''
  return new UploadError(code, `Storage refused the bytes with status ${refusal.status}${s3Code}.`, {
    step: 'sending',
    status: refusal.status,
    ...(isForGood(code, refusal) && { retry: { when: 'never', from: 'call' } }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...own,
  })
}

function codeOfRefusal(refusal: StorageRefusal): UploadErrorCode {
  const { status, code, message = '' } = refusal
  const known = code === undefined ? undefined : codeByS3Code[code]
  if (known) return known
  if (readUntimeliness(refusal)) return 'ticket-expired'
  if (quotaWords.test(message) || status === 507) return 'storage-full'
  if (status === 429 || status === 503) return 'storage-busy'
  if (status === 501) return 'storage-refused'
  if (status === 408 || status === 409 || status >= 500) return 'storage-error'
  if (status === 413) return 'too-large'
  return 'storage-refused'
}

/**
 * Whether a new ticket cannot help. An object that exists already (412) may be what the browser sent before it repeated
 * the request, and a refused signature may be a single-use ticket that this repeat used up, or an expired ticket of a
 * store that does not say so. A request that is wrong in itself stays wrong.
 */
function isForGood(code: UploadErrorCode, { status, code: s3Code }: StorageRefusal): boolean {
  if (code !== 'storage-refused') return false
  const mayBeTheTicket =
    status === 401 || status === 403 || status === 412 || (status === 400 && s3Code === 'AccessDenied')
  return !mayBeTheTicket
}

type NoAnswer = SendOutcome & { readonly kind: 'no-answer' }

const readings: Readonly<Record<NoAnswerReason, readonly [code: UploadErrorCode, message: string]>> = {
  network: ['storage-unreachable', 'The connection to storage broke, or the browser did not show its answer.'],
  stalled: ['storage-stalled', 'There was no progress for too long, so the transfer was aborted.'],
  silent: ['storage-silent', 'All bytes were sent, but storage did not answer.'],
  blocked: [
    'storage-blocked',
    'The browser, an extension or a content policy stopped the request before any byte was sent. Check the CORS rules of the bucket and connect-src.',
  ],
  redirected: ['storage-redirected', 'Storage redirected to another origin. Check the endpoint that the ticket names.'],
  'not-storage': ['storage-unexpected', 'Something other than storage answered: a captive portal, or a proxy.'],
}

/**
 * Interprets an attempt that storage did not answer.
 *
 * @param tickets how many tickets the upload has had since it was added or retried by hand
 */
export function readSilence({ reason, mayBeRefused }: NoAnswer, { tickets }: Tries): UploadError {
  if (mayBeRefused && (tickets < 2 || reason === 'blocked')) return suspectRefusal(tickets)
  const [code, message] = readings[reason]
  return new UploadError(code, message, { step: 'sending' })
}

/**
 * A refusal gets a new ticket, once. If storage has never taken a byte from this page, nothing else can be tried
 * automatically.
 */
function suspectRefusal(tickets: number): UploadError {
  return new UploadError(
    'storage-unreachable',
    'The connection broke before storage had the file. Storage may have refused the ticket without reading the file: this browser does not show such an answer. Otherwise the network or a rule stopped the request.',
    { step: 'sending', retry: { when: tickets < 2 ? 'automatically' : 'by-hand', from: 'ticket' } },
  )
}
