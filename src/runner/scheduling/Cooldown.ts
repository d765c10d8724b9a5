import type { Clock } from '../../contract/ports/page.js'

/** The wait that a busy server asked for: until it is over, no other upload goes there either. */
export class Cooldown {
  readonly #clock: Clock
  readonly #onOver: () => void
  #until = 0
  #cancelTimer: (() => void) | null = null

  constructor(clock: Clock, onOver: () => void) {
    this.#clock = clock
    this.#onOver = onOver
  }

  get isActive(): boolean {
    return this.#until > this.#clock.now()
  }

  extend(delayMs: number): void {
    // A second answer may ask for a shorter wait than the first, which still counts.
    this.#until = Math.max(this.#until, this.#clock.now() + delayMs)
    // Whoever waits for its end waits for the later one.
    if (!this.#cancelTimer) return
    this.stopTimer()
    this.startTimer()
  }

  /** Whatever it was for is over already. */
  end(): void {
    this.#until = 0
    this.stopTimer()
  }

  /** Calls back when the wait is over. Not started by `extend`, because nobody may be waiting. */
  startTimer(): void {
    this.#cancelTimer ??= this.#clock.schedule(() => {
      this.#cancelTimer = null
      this.#onOver()
    }, this.#until - this.#clock.now())
  }

  stopTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }
}
