import type { RetryFrom } from '../contract/step.js'

/**
 * Every way an upload can fail. The comments here are for developers; the locales have a text for users for each code.
 */
export type UploadErrorCode =
  // the file
  | 'file-changed' // edited after it was picked
  | 'file-missing' // deleted or moved after it was picked
  | 'file-unreadable' // the browser may not or cannot read it
  | 'file-restricted' // rejected for something that only inspection or `prepare` shows, such as pixels
  | 'prepare-failed' // the app's `prepare` threw
  | 'inspection-failed' // the digest could not be computed
  // the backend
  | 'app-failed' // a function of the app, such as `headers`, threw or returned something unusable
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
  | 'endpoint-missing' // a server answers, but has no such endpoint: a wrong URL in the app
  | 'server-redirected' // a redirect, which is not followed: to a sign-in page, or to the final URL
  | 'backend-failed' // the API refused with a message of its own
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
  | 'type-mismatch' // storage examined the bytes, and they are not of the declared type
  | 'etag-hidden'
  // registering
  | 'confirm-ambiguous'
  | 'not-verified' // the backend did not find the bytes in storage, or found others
  | 'already-used'
  | 'record-mismatch'
  | 'unknown'

/** When an upload may be retried after an error, and from which step. */
export interface RetryAdvice {
  readonly when: 'automatically' | 'by-hand' | 'never'
  readonly from: RetryFrom
}

const automatically = (from: RetryFrom): RetryAdvice => ({ when: 'automatically', from })

const byHand = (from: RetryFrom): RetryAdvice => ({ when: 'by-hand', from })

export const never: RetryAdvice = { when: 'never', from: 'call' }

/** The advice for each code, unless the error brings its own. */
export const adviceByCode: Readonly<Record<UploadErrorCode, RetryAdvice>> = {
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
  'rate-limited': automatically('call'),
  'server-error': automatically('call'),
  'server-unreachable': automatically('call'),
  'server-timeout': automatically('call'),
  'endpoint-missing': byHand('call'),
  'server-redirected': never,
  'backend-failed': byHand('call'),
  'answer-malformed': byHand('call'),
  'ticket-unusable': never,
  'ticket-expired': automatically('ticket'),
  'storage-refused': automatically('ticket'),
  'storage-busy': automatically('call'),
  'storage-error': automatically('call'),
  'storage-full': byHand('call'),
  'storage-blocked': automatically('call'),
  'storage-unreachable': automatically('call'),
  'storage-stalled': automatically('call'),
  'storage-silent': automatically('call'),
  'storage-redirected': never,
  'storage-unexpected': automatically('call'),
  'bytes-damaged': automatically('inspection'),
  'type-mismatch': never,
  'etag-hidden': byHand('ticket'),
  'confirm-ambiguous': byHand('call'),
  'not-verified': automatically('inspection'),
  'already-used': byHand('ticket'),
  'record-mismatch': byHand('ticket'),
  unknown: byHand('call'),
}
