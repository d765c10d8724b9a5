import type { Clock } from '../contract/ports/page.js'
import type { SendContext, SendOutcome, SendRequest, Transport } from '../contract/ports/transport.js'
import { readOutcome } from './answer/outcome.js'
import { planRequest, type RequestPlan } from './request/prepareRequest.js'
import { readServiceWorker } from './readServiceWorker.js'
import { makeRequest } from './attempt/sendRequest.js'
import { systemClock } from '../page/systemClock.js'
import { UnusableTicket } from './request/UnusableTicket.js'

export interface TransportOptions {
  /** Where time comes from; a test hands in its own. */
  readonly clock?: Clock
  /**
   * How long no byte may move, the first included.
   * @default 30_000
   */
  readonly stallAfterMs?: number
  /**
   * How long storage may take to answer once all bytes are sent, in milliseconds. The time that the bytes need at 50
   * kB/s is added, less the time that sending took: they may still be in a send buffer, at a proxy or in a scanner.
   * @default 60_000
   */
  readonly answerWithinMs?: number
  /**
   * How long an attempt may take while a service worker controls the page and no progress is reported, in milliseconds.
   * If its bytes need longer at 50 kB/s, it may take that long instead.
   * @default 120_000
   */
  readonly unseenWithinMs?: number
}

/** Sends files to storage, one XHR per attempt, with what the ticket says and nothing else. */
export function createTransport(options: TransportOptions = {}): Transport {
  const reached = new Set<string>()
  return { send: (request, context) => send(request, context, { ...options, reached }) }
}

interface SendOptions extends TransportOptions {
  /** The origins that bytes have gone to. */
  readonly reached: Set<string>
}

async function send(request: SendRequest, context: SendContext, options: SendOptions): Promise<SendOutcome> {
  const { reached, clock = systemClock, stallAfterMs = 30_000, answerWithinMs = 60_000 } = options
  const { unseenWithinMs = 120_000 } = options
  const { signal, onProgress, onUnseen } = context
  if (signal.aborted) throw new DOMException('The upload was aborted.', 'AbortError')
  try {
    const plan = planRequest(request)
    if (typeof XMLHttpRequest === 'undefined') throw new UnusableTicket('Only a browser can send files.')
    const isBehindWorker = readServiceWorker() !== null
    if (isBehindWorker) onUnseen?.()
    const end = await makeRequest(plan, {
      clock,
      stallAfterMs,
      answerWithinMs,
      unseenWithinMs: isBehindWorker ? unseenWithinMs : null,
      signal,
      onProgress,
    })
    const { origin } = new URL(plan.url)
    const outcome = readOutcome(end, plan, clock.date(), reached.has(origin))
    if (end.kind === 'answered' || end.sentBytes > 0) reached.add(origin)
    return complete(outcome, plan, onProgress)
  } catch (error) {
    if (error instanceof UnusableTicket) return { kind: 'unusable', why: error.message }
    throw error
  }
}

/** A browser need not tell the last byte, and tells none of an empty file. */
function complete(outcome: SendOutcome, plan: RequestPlan, onProgress: SendContext['onProgress']): SendOutcome {
  if (outcome.kind === 'stored') onProgress(plan.sizeBytes)
  return outcome
}
