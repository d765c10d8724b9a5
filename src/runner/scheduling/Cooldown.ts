import type { Clock } from '../../contract/ports/page.js'

/** A time in which no upload takes a certain step, because a server is busy, or code for the step could not be loaded. */
export class Cooldown {
  readonly #clock: Clock
  readonly #isAwaited: () => boolean
  readonly #onOver: () => void
  #until = 0
  #cancelTimer: (() => void) | null = null

  /** @param isAwaited whether somebody waits for its end: for nobody, no timer runs */
  constructor(clock: Clock, isAwaited: () => boolean, onOver: () => void) {
    this.#clock = clock
    this.#isAwaited = isAwaited
    this.#onOver = onOver
  }

  get isActive(): boolean {
    // Asked several times for each file. As long as no server has been busy, the clock need not be read.
    return this.#until > 0 && this.#until > this.#clock.now()
  }

  extend(delayMs: number): void {
    // A second answer may ask for a shorter wait than the first, which still counts.
    this.#until = Math.max(this.#until, this.#clock.now() + delayMs)
    // Whoever waits for its end waits for the later one.
    if (!this.#cancelTimer) return
    this.#stopTimer()
    this.updateTimer()
  }

  /** Ends it early, because the reason for it is gone. */
  end(): void {
    this.#until = 0
    this.#stopTimer()
  }

  /** Has a timer call back when it is over, as long as somebody waits for that. */
  updateTimer(): void {
    if (!this.#isAwaited()) this.#stopTimer()
    // A timer that is due is left alone: it is what wakes those who wait.
    else if (this.isActive)
      this.#cancelTimer ??= this.#clock.schedule(() => this.#fire(), this.#until - this.#clock.now())
  }

  #fire(): void {
    this.#cancelTimer = null
    this.#onOver()
  }

  #stopTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }
}
