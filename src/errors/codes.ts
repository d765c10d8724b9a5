import type { RetryFrom } from '../contract/step.js'

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

const again = (from: RetryFrom): RetryAdvice => ({ when: 'automatically', from })

const byHand = (from: RetryFrom): RetryAdvice => ({ when: 'by-hand', from })

export const never: RetryAdvice = { when: 'never', from: 'call' }

/** What follows from a code when the one who raised it said nothing else. */
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
