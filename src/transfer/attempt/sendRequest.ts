import type { Clock } from '../../contract/ports/page.js'
import type { RequestPlan } from '../request/prepareRequest.js'
import { watchPolicyViolations } from './policyViolations.js'
import { startWatchdog, type Watchdog } from './watchdog.js'

/** How one request ended. */
export type RequestEnd =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly responseUrl: string
      /** As `getAllResponseHeaders` gives them. */
      readonly headers: string
      readonly text: string
      /** A service worker stands between, and no byte was seen to move. */
      readonly wasUnseen?: boolean
      /** The browser sent the request again by itself, so that what is answered is the second of two. */
      readonly wasRepeated?: boolean
    }
  /** The browser reported an error, and never says which. */
  | {
      readonly kind: 'broken'
      readonly sentBytes: number
      readonly elapsedMs: number
      readonly wasForbiddenByPolicy: boolean
    }
  | { readonly kind: 'gave-up'; readonly reason: 'stalled' | 'silent'; readonly sentBytes: number }

export interface RequestOptions {
  readonly clock: Clock
  readonly stallAfterMs: number
  readonly answerWithinMs: number
  /** As {@link WatchdogOptions} has it. */
  readonly unseenWithinMs: number | null
  readonly signal: AbortSignal
  readonly onProgress: (sentBytes: number) => void
}

/** Storage's answers are shorter; what is longer comes from someone else and is not read. */
const longestAnswerBytes = 64 * 1024

/**
 * Makes one request with one XHR: `fetch` tells no upload progress. Rejects only with an AbortError. When it settles,
 * no listener, timer or transfer is left.
 */
export function makeRequest(plan: RequestPlan, options: RequestOptions): Promise<RequestEnd> {
  return new Attempt(plan, options).run()
}

class Attempt {
  readonly #plan: RequestPlan
  readonly #options: RequestOptions
  readonly #xhr = new XMLHttpRequest()
  readonly #listeners = new AbortController()
  readonly #wasForbidden: () => boolean
  readonly #watchdog: Watchdog
  readonly #startedMs: number
  readonly #ending = Promise.withResolvers<RequestEnd>()
  #loadedBytes = 0
  #wasRepeated = false
  /** Until the first byte is seen to move. */
  #isUnseen: boolean

  constructor(plan: RequestPlan, options: RequestOptions) {
    this.#plan = plan
    this.#options = options
    this.#startedMs = options.clock.now()
    this.#isUnseen = options.unseenWithinMs !== null
    this.#wasForbidden = watchPolicyViolations(plan.url, this.#listeners.signal)
    this.#watchdog = startWatchdog({
      ...options,
      sizeBytes: plan.sizeBytes,
      // What is not seen may all be out.
      onGiveUp: (reason) =>
        this.#settle({ kind: 'gave-up', reason, sentBytes: this.#isUnseen ? plan.sizeBytes : this.#sentBytes() }),
    })
  }

  run(): Promise<RequestEnd> {
    this.#listen()
    try {
      this.#send()
    } catch {
      // What the plan has let through, only a rule of the page's own can stop.
      this.#settle({ kind: 'broken', sentBytes: 0, elapsedMs: 0, wasForbiddenByPolicy: true })
    }
    return this.#ending.promise
  }

  #send(): void {
    const { method, url, headers, body, sizeBytes } = this.#plan
    this.#xhr.open(method, url)
    this.#xhr.withCredentials = false
    // Otherwise Firefox parses every answer as XML and logs an error when it is empty or plain text.
    this.#xhr.responseType = 'text'
    for (const [name, value] of headers) this.#xhr.setRequestHeader(name, value)
    this.#xhr.send(body)
    // Without a body there is no upload, and so no event that says it is over.
    if (method === 'PUT' && sizeBytes === 0) this.#watchdog.awaitAnswer()
  }

  #listen(): void {
    const until = { signal: this.#listeners.signal }
    const xhr = this.#xhr
    xhr.upload.addEventListener('progress', (event) => this.#noteUpload(event.loaded), until)
    xhr.upload.addEventListener('load', () => this.#watchdog.awaitAnswer(), until)
    xhr.addEventListener('progress', (event) => event.loaded > longestAnswerBytes && this.#settleAnswered(), until)
    xhr.addEventListener('load', () => this.#settleAnswered(), until)
    xhr.addEventListener('error', () => this.#settleBroken(), until)
    this.#options.signal.addEventListener('abort', () => this.#abort(), until)
  }

  #noteUpload(loadedBytes: number): void {
    this.#isUnseen = false
    this.#watchdog.noteMove()
    // A browser that sends again on a new socket may begin to count anew.
    if (loadedBytes < this.#loadedBytes) this.#wasRepeated = true
    if (loadedBytes <= this.#loadedBytes) return
    this.#loadedBytes = loadedBytes
    this.#options.onProgress(this.#sentBytes())
  }

  /** A form counts its fields and boundaries too. */
  #sentBytes(): number {
    return Math.min(this.#loadedBytes, this.#plan.sizeBytes)
  }

  #settleAnswered(): void {
    const { status, responseURL: responseUrl, responseText: text } = this.#xhr
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
      wasForbiddenByPolicy: this.#wasForbidden(),
    })
  }

  #settle(end: RequestEnd): void {
    this.#stop()
    this.#ending.resolve(end)
  }

  #abort(): void {
    this.#stop()
    this.#ending.reject(new DOMException('The upload was aborted.', 'AbortError'))
  }

  #stop(): void {
    this.#listeners.abort()
    this.#watchdog.stop()
    this.#xhr.abort()
  }
}
