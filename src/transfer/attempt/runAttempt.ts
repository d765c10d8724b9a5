import type { Clock } from '../../contract/ports/page.js'
import type { PreparedRequest } from '../request/prepareRequest.js'
import { isSettable } from '../request/headers.js'
import { watchPolicyViolations } from './watchPolicyViolations.js'
import type { StartWatchdog } from './watchdog.js'
import { abortError } from '../../shared/abortError.js'

/** How one request ended. */
export type AttemptResult =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly responseUrl: string
      /** As `getAllResponseHeaders` returns them. */
      readonly headers: string
      readonly text: string
      /** A service worker controls the page, and no upload progress was reported. */
      readonly wasUnseen?: boolean
      /** The browser repeated the request by itself, so this is the answer to the second of two. */
      readonly wasRepeated?: boolean
    }
  /** The browser reported an error. It never says which. */
  | {
      readonly kind: 'broken'
      readonly sentBytes: number
      readonly elapsedMs: number
      readonly wasForbiddenByPolicy: boolean
    }
  | {
      readonly kind: 'gave-up'
      readonly reason: 'stalled' | 'silent'
      /** If progress was hidden, the size of the file: all of it may have been sent. */
      readonly sentBytes: number
      /** A service worker controls the page, and no upload progress was reported. */
      readonly wasUnseen?: boolean
    }

export interface AttemptOptions {
  readonly clock: Clock
  readonly startWatchdog: StartWatchdog
  readonly stallAfterMs: number
  readonly answerWithinMs: number
  /** @see WatchdogOptions */
  readonly unseenWithinMs: number | null
  readonly signal: AbortSignal
  readonly onProgress: (sentBytes: number) => void
}

/** Storage's answers are shorter. A longer one comes from something else, and is not read to its end. */
const longestAnswerBytes = 64 * 1024

/**
 * Makes one request with one XHR, because `fetch` reports no upload progress. Rejects only with an AbortError. Once it
 * has settled, nothing of it is left: no watchdog, no transfer, and no listener outside of the XHR.
 */
export function runAttempt(request: PreparedRequest, options: AttemptOptions): Promise<AttemptResult> {
  const { method, url, headers, body, sizeBytes } = request
  const { clock, signal, onProgress } = options
  const { promise, resolve, reject } = Promise.withResolvers<AttemptResult>()
  const xhr = new XMLHttpRequest()
  const startedMs = clock.now()
  // Before the request starts, so that no event is missed.
  const policy = watchPolicyViolations(request.origin)
  const watchdog = options.startWatchdog({ ...options, sizeBytes, onGiveUp })
  let isSettled = false
  let loadedBytes = 0
  let wasRepeated = false
  /** True until the browser reports progress, if a service worker may hide it. */
  let isUnseen = options.unseenWithinMs !== null

  listen()
  try {
    send()
  } catch {
    // The request was checked before, so only the page's own content policy can have stopped it.
    settle({ kind: 'broken', sentBytes: 0, elapsedMs: 0, wasForbiddenByPolicy: true })
  }
  return promise

  /**
   * The listeners go with the XHR, so no signal has to remove them. With one, small files would spend a tenth more time
   * in this function. What arrives after the end is ignored.
   */
  function listen(): void {
    const { upload } = xhr
    upload.addEventListener('progress', ({ loaded }) => isSettled || noteUpload(loaded))
    upload.addEventListener('load', () => isSettled || watchdog.awaitAnswer())
    xhr.addEventListener('progress', ({ loaded }) => loaded > longestAnswerBytes && settleAnswered())
    xhr.addEventListener('load', settleAnswered)
    xhr.addEventListener('error', settleBroken)
    signal.addEventListener('abort', onAbort)
  }

  function send(): void {
    // Without cookies, as is the default: the ticket alone is the permission, and storage rarely has CORS rules for them.
    xhr.open(method, url)
    // By default, Firefox would parse every answer as XML, and log an error if it is empty or plain text.
    xhr.responseType = 'text'
    // Exactly the ticket's headers: any other breaks the signature, or needs a CORS rule of its own.
    for (const [name, value] of headers) if (isSettable(name, value, url)) xhr.setRequestHeader(name, value)
    xhr.send(body)
    // A request without a body fires no upload events, so nothing else would say that everything is sent.
    if (method === 'PUT' && sizeBytes === 0) watchdog.awaitAnswer()
  }

  function noteUpload(loaded: number): void {
    // The first report proves that nothing hides the progress after all.
    isUnseen = false
    watchdog.noteProgress()
    // If a pooled connection turns out to be dead, the browser repeats the request on a new one and counts from zero.
    if (loaded < loadedBytes) wasRepeated = true
    // Storage may have had the bytes of the first request, so the bar stands still until the second is as far.
    if (loaded <= loadedBytes) return
    loadedBytes = loaded
    onProgress(countSent())
  }

  /** The browser counts a form's fields and boundaries, too. */
  function countSent(): number {
    return Math.min(loadedBytes, sizeBytes)
  }

  function settleAnswered(): void {
    if (isSettled) return
    const { status, responseURL: responseUrl, responseText: text } = xhr
    // All of them together: asking for one that CORS hides logs an error to the console.
    const exposed = xhr.getAllResponseHeaders()
    settle({ kind: 'answered', status, responseUrl, headers: exposed, text, wasUnseen: isUnseen, wasRepeated })
  }

  function settleBroken(): void {
    const elapsedMs = clock.now() - startedMs
    settle({ kind: 'broken', sentBytes: loadedBytes, elapsedMs, wasForbiddenByPolicy: policy.wasViolated() })
  }

  function onGiveUp(reason: 'stalled' | 'silent'): void {
    const sentBytes = isUnseen ? sizeBytes : countSent()
    settle({ kind: 'gave-up', reason, sentBytes, wasUnseen: isUnseen })
  }

  function settle(result: AttemptResult): void {
    if (isSettled) return
    stop()
    resolve(result)
  }

  /** Never called after the end, because `stop` removes it. */
  function onAbort(): void {
    stop()
    reject(abortError())
  }

  function stop(): void {
    isSettled = true
    signal.removeEventListener('abort', onAbort)
    watchdog.stop()
    policy.stop()
    // Aborting a request that is complete costs time and changes nothing.
    if (xhr.readyState !== XMLHttpRequest.DONE) xhr.abort()
  }
}
