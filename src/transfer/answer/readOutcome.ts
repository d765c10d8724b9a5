import type { NoAnswerReason, SendOutcome } from '../../contract/ports/transport.js'
import { readBareEtag } from '../../shared/storage/readBareEtag.js'
import { loadReaders } from './loadReaders.js'
import { readsEarlyAnswers } from './readsEarlyAnswers.js'
import { readResponseHeader } from './readResponseHeader.js'
import type { PreparedRequest } from '../request/prepareRequest.js'
import type { AttemptResult } from '../attempt/runAttempt.js'
import { parseUrl } from '../../shared/parseUrl.js'

export type Answered = AttemptResult & { readonly kind: 'answered' }
type Broken = AttemptResult & { readonly kind: 'broken' }

/** What was known when an attempt ended. */
export interface Circumstances {
  /** In milliseconds since the epoch. */
  readonly dateMs: number
  readonly isOnline: boolean
  /** Bytes have reached this storage before: then no rule blocks the page from it. */
  readonly wasReached: boolean
}

/** What the end of an attempt means for the upload. */
export async function readOutcome(
  result: AttemptResult,
  request: PreparedRequest,
  circumstances: Circumstances,
): Promise<SendOutcome> {
  if (result.kind === 'gave-up') return { kind: 'no-answer', reason: result.reason, sentBytes: result.sentBytes }
  if (result.kind === 'broken') {
    return {
      kind: 'no-answer',
      reason: readBreak(result, request, circumstances),
      sentBytes: Math.min(result.sentBytes, request.sizeBytes),
      ...(canBeRefusal(result, request, circumstances) && { mayBeRefused: true }),
    }
  }
  if (isRedirected(result, request)) return noAnswer('redirected', request)
  if (result.status >= 200 && result.status < 300) return readSuccess(result, request)
  // Without this code, the answer counts as none, because the status alone does not tell an expired ticket from a wrong
  // one. The code is not waited for, because that would keep the transfer slot.
  const loaded = await loadReaders()
  return loaded?.readRefusal(result, request, circumstances.dateMs) ?? noAnswer('network', request)
}

/** A request that a rule forbids fails about as fast as a preflight. One that the network loses takes longer. */
const instantMs = 1000

/**
 * The browser only says "error". The cause was a rule (CORS, an extension, a firewall) rather than the network if the
 * page's content policy was violated, or if the request failed at once, while online, before any byte was sent to a
 * storage that has never taken one. A storage that has, and now refuses connections, is restarting, or the network has
 * changed.
 */
function readBreak(result: Broken, request: PreparedRequest, { isOnline, wasReached }: Circumstances): NoAnswerReason {
  if (result.wasForbiddenByPolicy) return 'blocked'
  // A rule that let bytes through once does not stop them now.
  if (wasReached) return 'network'
  // An empty file is never seen to be sent, so for it nothing can be told from the bytes.
  const isInstant = result.elapsedMs < instantMs && result.sentBytes === 0 && request.sizeBytes > 0
  return isInstant && isOnline ? 'blocked' : 'network'
}

/** A body up to this size is sent before storage can have answered. */
const leastRefusedBytes = 64 * 1024
/**
 * How much the send and receive buffers may hold. The browser reports it as sent although storage has not read it:
 * about 4.4 MB on loopback, more on connections with a long round trip.
 */
const mostBufferedBytes = 16 * 1024 * 1024

/** Whether storage may have refused the body before it was sent, with an answer that this browser does not show. */
function canBeRefusal(result: Broken, request: PreparedRequest, { isOnline }: Circumstances): boolean {
  if (result.wasForbiddenByPolicy || readsEarlyAnswers() || !isOnline) return false
  return request.sizeBytes > leastRefusedBytes && result.sentBytes < Math.min(request.sizeBytes, mostBufferedBytes)
}

/** A redirect takes the body and the headers along, so the answer comes from a server that the ticket was not for. */
function isRedirected(result: Answered, request: PreparedRequest): boolean {
  // Nearly always, the answer comes from the URL of the request, and then none has to be parsed.
  const answered = result.responseUrl === request.url ? null : parseUrl(result.responseUrl)
  return answered !== null && answered.origin !== request.origin
}

/** The statuses with which S3, and every store with its API, confirms an object. */
const storedStatuses: ReadonlySet<number> = new Set([200, 201, 204])

/**
 * The upload is confirmed on the strength of this answer, so it has to be S3's own: an empty body or, after a form
 * POST, S3's XML. Any other body comes from a captive portal, a proxy or a gateway, which answer everything with 200
 * and HTML, JSON or plain text. A 202 or a 206 does not say that everything is stored.
 */
async function readSuccess(result: Answered, request: PreparedRequest): Promise<SendOutcome> {
  const isEmpty = result.text.trim() === ''
  const hasBody = request.method === 'POST' && !isEmpty
  const loaded = hasBody ? await loadReaders() : null
  if (hasBody && !loaded) return noAnswer('network', request)
  const xml = loaded?.readXml(result.text)
  const isFromStorage = isEmpty || xml?.root === 'PostResponse'
  if (!storedStatuses.has(result.status) || !isFromStorage) return noAnswer('not-storage', request)
  const etag = readBareEtag(readResponseHeader(result.headers, 'etag')) ?? readBareEtag(xml?.find('ETag'))
  return { kind: 'stored', receipt: { status: result.status, etag }, ...(result.wasUnseen && { wasUnseen: true }) }
}

function noAnswer(reason: NoAnswerReason, request: PreparedRequest): SendOutcome {
  return { kind: 'no-answer', reason, sentBytes: request.sizeBytes }
}
