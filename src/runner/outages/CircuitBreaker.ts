import type { UploadError } from '../../errors/UploadError.js'
import type { Clock } from '../../contract/ports/page.js'
import { backoffMs, type Backoff } from '../scheduling/backoff.js'
import type { PlannedRetry } from '../../uploader/reducer.js'

/** How long uploads wait for a server that is down, in milliseconds. After that a person decides. */
export const longestOutageMs = 120_000

/** The pauses between two probes. */
export const betweenProbes: Backoff = { baseMs: 500, capMs: 8_000 }

/** What an attempt that failed has seen of a server. */
export interface Sight {
  /** Others were answered while it was under way. */
  readonly wasAnswered: boolean
  /** How often the server had been probed in vain when it started. */
  readonly probes: number
}

export interface BreakerOptions {
  readonly clock: Clock
  readonly random: () => number
  /** Whether the server has ever answered this page. */
  readonly isKnown: () => boolean
  /** An outage began, goes on after a probe, or is over. */
  readonly onChange: () => void
}

/**
 * Distinguishes an outage of a server from trouble with one file, and holds requests back while the outage lasts. A
 * server that never answered this page does not count as down: its URL or its CORS rules are probably wrong, and the
 * developer should see that at once.
 *
 * @see https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker
 */
export class CircuitBreaker {
  readonly #options: BreakerOptions
  #probes = 0
  #outage: { readonly sinceMs: number; readonly dueMs: number; readonly retry: PlannedRetry } | null = null
  #isTimedOut = false
  /** An object for each probe, so that the end of an old one does not end a newer one. */
  #probe: object | null = null
  #cancelTimer: (() => void) | null = null

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  /**
   * Notes that an attempt starts. The first one after an outage was given up starts from scratch. Returns how often the
   * server has been probed in vain.
   */
  startAttempt(): number {
    if (this.#isTimedOut) this.#clear()
    return this.#probes
  }

  /** Whether the server is down, as far as anybody knows. */
  get isDown(): boolean {
    return this.#outage !== null
  }

  /** Whether requests have to wait: until the next probe is due, or until the current one has ended. */
  get mustWait(): boolean {
    if (!this.#outage || this.#isTimedOut) return false
    return this.#probe !== null || this.#options.clock.now() < this.#outage.dueMs
  }

  /** The outage has lasted so long that the uploads fail instead of waiting. A retry by hand starts from scratch. */
  get isTimedOut(): boolean {
    return this.#isTimedOut
  }

  /** What the row of a waiting upload shows: the error, and when the next probe is due. */
  get retry(): PlannedRetry | undefined {
    return this.#outage?.retry
  }

  /** The server answered, or takes bytes steadily. */
  recordAnswer(): void {
    if (!this.#outage) return
    this.#clear()
    this.#options.onChange()
  }

  /**
   * Notes that an attempt failed in the way it does when a server is down. Returns whether the server is down: if other
   * files were answered meanwhile, the failure is the file's own.
   */
  recordFailure(error: UploadError, { wasAnswered, probes }: Sight): boolean {
    if (!this.#options.isKnown()) return false
    // Attempts that were under way when the outage timed out fail like all others.
    if (this.#isTimedOut) return true
    if (!this.#outage && wasAnswered) return false
    const { clock, random, onChange } = this.#options
    const now = clock.now()
    const sinceMs = this.#outage?.sinceMs ?? now
    this.#isTimedOut = now - sinceMs >= longestOutageMs
    // Attempts that fail together count as one failed probe.
    if (this.#outage && probes < this.#probes && !this.#isTimedOut) return true
    // At least half of the wait, so that a server that comes back is not hammered.
    const delayMs = backoffMs(this.#probes, betweenProbes, (1 + random()) / 2, error.retryAfterSeconds)
    this.#probes += 1
    this.#outage = { sinceMs, dueMs: now + delayMs, retry: { at: clock.date() + delayMs, error } }
    this.stopTimer()
    onChange()
    return true
  }

  /** Starts the one request that finds out whether the server is back. Returns a function that ends the probe. */
  probe(): () => void {
    if (!this.#outage) return () => {}
    const { sinceMs, dueMs } = this.#outage
    // A probe is late when nobody was there to make it. An outage lasts only as long as somebody waits for its end.
    const lateMs = Math.max(0, this.#options.clock.now() - dueMs)
    this.#outage = { ...this.#outage, sinceMs: sinceMs + lateMs }
    const probe = {}
    this.#probe = probe
    return () => {
      if (!this.#outage || this.#probe !== probe) return
      this.#probe = null
      // One that was called off found nothing out, so the next is due.
      this.#outage = { ...this.#outage, dueMs: Math.max(this.#outage.dueMs, this.#options.clock.now()) }
      this.#options.onChange()
    }
  }

  /**
   * Reports a change when the next probe is due. Called only while somebody waits: nobody else would make the probe.
   */
  startTimer(): void {
    if (!this.#outage || !this.mustWait || this.#probe) return
    // A timer may fire a fraction of a millisecond early. Whoever is woken then finds the server still closed, and
    // starts the timer again.
    this.#cancelTimer ??= this.#options.clock.schedule(
      () => {
        this.#cancelTimer = null
        this.#options.onChange()
      },
      Math.max(0, this.#outage.dueMs - this.#options.clock.now()),
    )
  }

  /** Nobody waits for the server any more, so nothing has to happen when the probe is due. */
  stopTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }

  /** The page itself was offline, so what it saw says nothing about the server. */
  forgive(): void {
    if (!this.#outage) return
    this.#clear()
    this.#options.onChange()
  }

  #clear(): void {
    this.#outage = null
    this.#isTimedOut = false
    this.#probes = 0
    this.#probe = null
    this.stopTimer()
  }
}
