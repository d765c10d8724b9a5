import type { Clock, Connection } from '../contract/ports/page.js'
import type { SendContext, SendOutcome, SendRequest, Transport } from '../contract/ports/transport.js'
import { readOutcome } from './answer/readOutcome.js'
import { refuseTicket } from './answer/refuseTicket.js'
import { prepareRequest } from './request/prepareRequest.js'
import { readServiceWorker } from './readServiceWorker.js'
import { createWatchdogs } from './attempt/watchdog.js'
import { runAttempt, type AttemptResult } from './attempt/runAttempt.js'
import { UnusableTicket } from './request/UnusableTicket.js'
import { abortError } from '../shared/abortError.js'

export interface TransportOptions {
  readonly clock: Clock
  readonly connection: Connection
  /**
   * How long an attempt may go without progress, also before the first byte, in milliseconds.
   * @default 30_000
   */
  readonly stallAfterMs?: number
  /**
   * How long storage may take to answer once all bytes are sent, in milliseconds. The time that the bytes need at 50
   * kB/s is added, less the time that sending took: they may still be in a send buffer, a proxy or a scanner.
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

/** Sends files to storage: one XHR for each attempt, with the headers and fields of the ticket and no others. */
export function createTransport(options: TransportOptions): Transport {
  const { clock, connection, stallAfterMs = 30_000, answerWithinMs = 60_000, unseenWithinMs = 120_000 } = options
  const startWatchdog = createWatchdogs(clock)
  /**
   * The origins that have answered, or that bytes were seen to be sent to: no rule of browser or network blocks these.
   */
  const reached = new Set<string>()

  async function send(request: SendRequest, { signal, onProgress, onUnseen }: SendContext): Promise<SendOutcome> {
    // `abort` events do not come again, so an attempt would not notice.
    if (signal.aborted) throw abortError()
    try {
      const prepared = prepareRequest(request)
      if (typeof XMLHttpRequest === 'undefined') throw new UnusableTicket('no-browser')
      const isBehindWorker = readServiceWorker() !== null
      // A service worker that passes requests on hides their progress, so the row must not show a bar that stands still.
      if (isBehindWorker) onUnseen?.()
      const result = await runAttempt(prepared, {
        clock,
        startWatchdog,
        stallAfterMs,
        answerWithinMs,
        unseenWithinMs: isBehindWorker ? unseenWithinMs : null,
        signal,
        onProgress,
      })
      const outcome = await readOutcome(result, prepared, {
        dateMs: clock.date(),
        // Looked up only if the attempt broke, because thousands of small files go through here.
        get isOnline() {
          return connection.isOnline()
        },
        wasReached: reached.has(prepared.origin),
      })
      // Only now, because the outcome is read by what was known before this attempt.
      if (hasReachedStorage(result)) reached.add(prepared.origin)
      // A browser need not report the last byte, and reports no progress for an empty file.
      if (outcome.kind === 'stored') onProgress(prepared.sizeBytes)
      return outcome
    } catch (error) {
      if (error instanceof UnusableTicket) return refuseTicket(error)
      throw error
    }
  }

  return { send }
}

/** Behind a service worker, the bytes that a given-up attempt counts as sent may never have left the device. */
function hasReachedStorage(result: AttemptResult): boolean {
  if (result.kind === 'answered') return true
  return result.sentBytes > 0 && !(result.kind === 'gave-up' && result.wasUnseen)
}
