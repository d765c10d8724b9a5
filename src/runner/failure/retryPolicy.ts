import { deriveError, type UploadError } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { Tries } from '../../uploader/entry.js'
import { backoffMs, type Backoff } from '../scheduling/backoff.js'

/**
 * Whether an error is tried again. `afterFailure` asks for it once nothing outside of the file explains the failure.
 */
export type Decision =
  | { readonly kind: 'again'; readonly delayMs: number }
  | { readonly kind: 'give-up'; readonly error: UploadError }

/** How often one kind of error is tried again. */
export interface Policy extends Backoff {
  readonly retries: number
  /** What the person is left with when the retries are used up. */
  readonly afterwards: 'by-hand' | 'never'
}

// A server that restarts is back within these waits, which add up to 3.5 and 15 seconds at the longest. Longer ones are
// outages, which cost no tries. Storage gets more time and tries, because more is lost with a file than with a call.
const backend: Policy = { retries: 3, baseMs: 500, capMs: 8_000, afterwards: 'by-hand' }
const storage: Policy = { retries: 4, baseMs: 1_000, capMs: 20_000, afterwards: 'by-hand' }
const once: Policy = { ...storage, retries: 1 }

/**
 * How often each code is tried again automatically; `errors/codes` says which codes are. Where another try can only help
 * once, there is one: after a timeout the person has waited long, and all bytes were sent in vain when storage stayed
 * silent. Where the ticket or the bytes were at fault, a wait changes nothing, so the next try starts at once.
 */
export const policies: Readonly<Partial<Record<UploadErrorCode, Policy>>> = {
  'server-unreachable': backend,
  'server-error': backend,
  'rate-limited': backend,
  'server-timeout': { ...backend, retries: 1 },
  'storage-unreachable': storage,
  'storage-stalled': storage,
  'storage-error': storage,
  'storage-busy': storage,
  'storage-unexpected': storage,
  'storage-silent': once,
  'storage-blocked': once,
  'ticket-expired': { retries: 2, baseMs: 0, capMs: 0, afterwards: 'by-hand' },
  'storage-refused': { retries: 1, baseMs: 0, capMs: 0, afterwards: 'never' },
  'bytes-damaged': { retries: 1, baseMs: 0, capMs: 0, afterwards: 'never' },
  'not-verified': { retries: 1, baseMs: 0, capMs: 0, afterwards: 'by-hand' },
}

/**
 * What one file may cost without anybody asking for it, whatever the errors are called: errors that take turns would
 * otherwise each have their own tries, and a file on a metered connection would be sent over and over. No policy
 * alone reaches more than five sends or three tickets.
 */
export const mostSends = 6
export const mostTickets = 3

/**
 * Decides whether an error is tried again, and when. The error itself says from which step.
 *
 * @param random from 0 up to 1
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function decide(error: UploadError, tries: Tries, random: number): Decision {
  if (error.retry.when !== 'automatically') return { kind: 'give-up', error }
  // An adapter may advise another try for any code.
  const policy = policies[error.code] ?? backend
  const failedBefore = tries.byCode[error.code] ?? 0
  const from = error.retry.from
  const isUsedUp =
    failedBefore >= policy.retries ||
    (isSentAgain(error) && tries.resends + 1 >= mostSends) ||
    (from !== 'call' && tries.tickets >= mostTickets)
  if (isUsedUp) return { kind: 'give-up', error: deriveError(error, { retry: { when: policy.afterwards, from } }) }
  return { kind: 'again', delayMs: backoffMs(failedBefore, policy, random, error.retryAfterSeconds) }
}

/** The codes of calls that an API refuses by their status. A redirect usually leads to a sign-in page. */
const refusals: ReadonlySet<UploadErrorCode> = new Set([
  'forbidden',
  'not-found',
  'server-redirected',
  'request-invalid',
  'too-large',
  'too-small',
])

/**
 * Returns the same error, but lets a person retry: storage has bytes of the file, so another call costs nothing, and
 * the reason for the refusal may be gone by then.
 */
export function spareBytes(error: UploadError): UploadError {
  if (error.retry.when !== 'never' || !refusals.has(error.code)) return error
  return deriveError(error, { retry: { when: 'by-hand', from: 'call' } })
}

/** Counts an error that is going to be tried again. */
export function countTry(tries: Tries, error: UploadError): Tries {
  const { code } = error
  const { byCode, resends } = tries
  return {
    ...tries,
    byCode: { ...byCode, [code]: (byCode[code] ?? 0) + 1 },
    resends: resends + Number(isSentAgain(error)),
  }
}

/** Whether another try after this error sends the bytes again. */
function isSentAgain({ step, retry }: UploadError): boolean {
  return step === 'sending' || (step === 'confirming' && retry.from !== 'call')
}
