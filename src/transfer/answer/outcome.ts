import type { NoAnswerReason, SendOutcome } from '../../contract/ports/transport.js'
import { readBareEtag } from '../../shared/readBareEtag.js'
import { parseRetryAfter } from '../../errors/retryAfter.js'
import type { StorageRefusal } from '../../contract/backend.js'
import { readsEarlyAnswers } from './earlyAnswers.js'
import { parseResponseHeaders } from '../request/headers.js'
import { browserConnection } from '../../page/connection.js'
import type { RequestPlan } from '../request/prepareRequest.js'
import type { RequestEnd } from '../attempt/sendRequest.js'
import { readXml } from './s3Answer.js'
import { parseUrl } from '../request/storageUrl.js'
import { scrubMessage } from './ticketSecrets.js'

type Answered = RequestEnd & { readonly kind: 'answered' }
type Broken = RequestEnd & { readonly kind: 'broken' }

/**
 * What the end of a request means for the upload.
 *
 * @param isKnown whether bytes have reached this storage before: then no rule stands in the way
 */
export function readOutcome(end: RequestEnd, plan: RequestPlan, dateMs: number, isKnown: boolean = false): SendOutcome {
  if (end.kind === 'gave-up') return { kind: 'no-answer', reason: end.reason, sentBytes: end.sentBytes }
  if (end.kind === 'broken') {
    return {
      kind: 'no-answer',
      reason: readBreak(end, plan, isKnown),
      sentBytes: Math.min(end.sentBytes, plan.sizeBytes),
      ...(mayBeRefused(end, plan) && { mayBeRefused: true }),
    }
  }
  if (isElsewhere(end, plan)) return noAnswer('redirected', plan)
  return end.status >= 200 && end.status < 300 ? readSuccess(end, plan) : readRefusal(end, plan, dateMs)
}

/** A request that a rule forbids fails about as fast as a preflight; one that a network loses takes longer. */
const instantMs = 1000

/**
 * The browser says nothing but "error". It was a rule (CORS, an extension, a firewall) rather than the network when the
 * page's policy said so, or when it failed at once, on line, before any byte of a file that has some, at a storage that
 * never took any. One that did and refuses connections now is being restarted, or the network was changed.
 */
function readBreak(end: Broken, plan: RequestPlan, isKnown: boolean): NoAnswerReason {
  if (end.wasForbiddenByPolicy) return 'blocked'
  if (isKnown) return 'network'
  const isInstant = end.elapsedMs < instantMs && end.sentBytes === 0 && plan.sizeBytes > 0
  return isInstant && browserConnection.isOnline() ? 'blocked' : 'network'
}

/** A body of up to this size is sent before storage can have answered. */
const leastRefusedBytes = 64 * 1024
/**
 * How much the send and receive buffers may hold. The browser reports it as sent, though storage never read it: about
 * 4.4 MB on loopback, more on long lines.
 */
const mostBufferedBytes = 16 * 1024 * 1024

/** Whether storage may have refused the body early, with an answer that this browser does not show. */
function mayBeRefused(end: Broken, plan: RequestPlan): boolean {
  if (end.wasForbiddenByPolicy || readsEarlyAnswers() || !browserConnection.isOnline()) return false
  return plan.sizeBytes > leastRefusedBytes && end.sentBytes < Math.min(plan.sizeBytes, mostBufferedBytes)
}

/** A redirect carries body and headers along: whoever answered then is not who the ticket was for. */
function isElsewhere(end: Answered, plan: RequestPlan): boolean {
  const answered = parseUrl(end.responseUrl)
  return answered !== null && answered.origin !== parseUrl(plan.url)?.origin
}

/** What S3, and every store that speaks its language, says of what it took. */
const storedStatuses: ReadonlySet<number> = new Set([200, 201, 204])

/**
 * A confirm follows from it, so it has to be S3's own: nothing at all, or, to a form that asked for it, its XML. A body
 * is otherwise a portal's, a proxy's or a gateway's, who answer 200 to anything in HTML, JSON or a plain sentence; and
 * a 202 or 206 promises less than that all is stored.
 */
function readSuccess(end: Answered, plan: RequestPlan): SendOutcome {
  const xml = plan.method === 'POST' ? readXml(end.text) : null
  const isItsOwn = end.text.trim() === '' || xml?.root === 'PostResponse'
  if (!storedStatuses.has(end.status) || !isItsOwn) return noAnswer('not-storage', plan)
  const headers = parseResponseHeaders(end.headers)
  const etag = readBareEtag(headers.get('etag')) ?? readBareEtag(xml?.find('ETag'))
  return { kind: 'stored', receipt: { status: end.status, etag }, ...(end.wasUnseen && { wasUnseen: true }) }
}

function readRefusal(end: Answered, plan: RequestPlan, dateMs: number): SendOutcome {
  const retryAfterSeconds = parseRetryAfter(parseResponseHeaders(end.headers).get('retry-after'), dateMs)
  return {
    kind: 'refused',
    refusal: { status: end.status, ...readError(end.text, plan) },
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(end.wasRepeated && { wasRepeated: true }),
  }
}

/** Some stores tell the reason beside the message: that a policy expired, GCS says in Details. */
const sentenceNames = ['Message', 'Details', 'AuthenticationErrorDetail']

/** S3's own words, and nobody else's: what is not its XML stays unread. */
function readError(text: string, plan: RequestPlan): Omit<StorageRefusal, 'status'> {
  const xml = readXml(text)
  if (xml?.root !== 'Error') return {}
  const code = xml.find('Code')?.trim()
  const sentences = sentenceNames.map((name) => xml.find(name)?.trim()).filter(Boolean)
  const message = scrubMessage(sentences.join(' '), plan)
  return {
    ...(code && /^[\w.-]{1,64}$/.test(code) && scrubMessage(code, plan) === code && { code }),
    ...(message && { message }),
  }
}

function noAnswer(reason: NoAnswerReason, plan: RequestPlan): SendOutcome {
  return { kind: 'no-answer', reason, sentBytes: plan.sizeBytes }
}
