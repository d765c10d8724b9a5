import type { Clock } from '../../contract/ports/page.js'
import type { PreparedRequest } from '../request/prepareRequest.js'
import { watchPolicyViolations, type PolicyWatch } from './watchPolicyViolations.js'
import { startWatchdog, type Watchdog } from './watchdog.js'
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
 * has settled, no timer and no transfer is left, and no listener outside of the XHR.
 */
export function runAttempt(request: PreparedRequest, options: AttemptOptions): Promise<AttemptResult> {
  return new Attempt(request, options).run()
}

class Attempt {
  readonly #request: PreparedRequest
  readonly #options: AttemptOptions
  readonly #xhr = new XMLHttpRequest()
  readonly #policy: PolicyWatch
  readonly #watchdog: Watchdog
  readonly #startedMs: number
  readonly #result = Promise.withResolvers<AttemptResult>()
  readonly #onAbort = (): void => this.#abort()
  #isSettled = false
  #loadedBytes = 0
  #wasRepeated = false
  /** True until the browser reports progress, if a service worker may hide it. */
  #isUnseen: boolean

  constructor(request: PreparedRequest, options: AttemptOptions) {
    this.#request = request
    this.#options = options
    this.#startedMs = options.clock.now()
    this.#isUnseen = options.unseenWithinMs !== null
    // Before the request starts, so that no event is missed.
    this.#policy = watchPolicyViolations(request.origin)
    this.#watchdog = startWatchdog({
      ...options,
      sizeBytes: request.sizeBytes,
      onGiveUp: (reason) => this.#giveUp(reason),
    })
  }

  run(): Promise<AttemptResult> {
    this.#listen()
    try {
      this.#send()
    } catch {
      // The request was checked before, so only the page's own content policy can have stopped it.
      this.#settle({ kind: 'broken', sentBytes: 0, elapsedMs: 0, wasForbiddenByPolicy: true })
    }
    return this.#result.promise
  }

  #send(): void {
    const { method, url, headers, body, sizeBytes } = this.#request
    this.#xhr.open(method, url)
    // The ticket alone is the permission. Cookies would also need CORS rules that storage rarely has.
    this.#xhr.withCredentials = false
    // Otherwise Firefox parses every answer as XML and logs an error when it is empty or plain text.
    this.#xhr.responseType = 'text'
    // Exactly the ticket's headers: any other breaks the signature, or needs a CORS rule of its own. A signature may name
    // some that only the browser sets. It logs an error when a page tries to, and a `Request` drops them in silence.
    for (const [name, value] of new Request(url, { headers }).headers) this.#xhr.setRequestHeader(name, value)
    this.#xhr.send(body)
    // A request without a body fires no upload events, so nothing else would say that everything is sent.
    if (method === 'PUT' && sizeBytes === 0) this.#watchdog.awaitAnswer()
  }

  /**
   * The XHR goes with its listeners, so these need no signal that removes them: for a thousand small files that is a
   * tenth of the time spent here. What arrives after the end is ignored.
   */
  #listen(): void {
    const xhr = this.#xhr
    const { upload } = xhr
    upload.addEventListener('progress', (event) => this.#isSettled || this.#noteUpload(event.loaded))
    upload.addEventListener('load', () => this.#isSettled || this.#watchdog.awaitAnswer())
    xhr.addEventListener('progress', (event) => event.loaded > longestAnswerBytes && this.#settleAnswered())
    xhr.addEventListener('load', () => this.#settleAnswered())
    xhr.addEventListener('error', () => this.#settleBroken())
    this.#options.signal.addEventListener('abort', this.#onAbort)
  }

  #noteUpload(loadedBytes: number): void {
    // The first report proves that nothing hides the progress after all.
    this.#isUnseen = false
    this.#watchdog.noteProgress()
    // If a pooled connection turns out to be dead, the browser repeats the request on a new one and counts from zero.
    if (loadedBytes < this.#loadedBytes) this.#wasRepeated = true
    // Storage may have had the bytes of the first request, so the bar stands still until the second is as far.
    if (loadedBytes <= this.#loadedBytes) return
    this.#loadedBytes = loadedBytes
    this.#options.onProgress(this.#sentBytes())
  }

  /** The browser counts a form's fields and boundaries, too. */
  #sentBytes(): number {
    return Math.min(this.#loadedBytes, this.#request.sizeBytes)
  }

  #settleAnswered(): void {
    if (this.#isSettled) return
    const { status, responseURL: responseUrl, responseText: text } = this.#xhr
    // All of them together: asking for one that CORS hides logs an error to the console.
    const headers = this.#xhr.getAllResponseHeaders()
    this.#settle({
      kind: 'answered',
      status,
      responseUrl,
      headers,
      text,
      wasUnseen: this.#isUnseen,
      wasRepeated: this.#wasRepeated,
    })
  }

  #settleBroken(): void {
    this.#settle({
      kind: 'broken',
      sentBytes: this.#loadedBytes,
      elapsedMs: this.#options.clock.now() - this.#startedMs,
      wasForbiddenByPolicy: this.#policy.wasViolated(),
    })
  }

  #giveUp(reason: 'stalled' | 'silent'): void {
    const wasUnseen = this.#isUnseen
    const sentBytes = wasUnseen ? this.#request.sizeBytes : this.#sentBytes()
    this.#settle({ kind: 'gave-up', reason, sentBytes, ...(wasUnseen && { wasUnseen }) })
  }

  #settle(result: AttemptResult): void {
    if (this.#isSettled) return
    this.#stop()
    this.#result.resolve(result)
  }

  #abort(): void {
    if (this.#isSettled) return
    this.#stop()
    this.#result.reject(abortError())
  }

  #stop(): void {
    this.#isSettled = true
    this.#options.signal.removeEventListener('abort', this.#onAbort)
    this.#watchdog.stop()
    this.#policy.stop()
    // Aborting a request that is complete costs time and changes nothing.
    if (this.#xhr.readyState !== XMLHttpRequest.DONE) this.#xhr.abort()
  }
}
