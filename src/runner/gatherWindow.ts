import type { Clock } from '../contract/ports/page.js'

/** A short wait for company: begins with the first who comes, and ends for all of them at once. */
export class GatherWindow {
  readonly #clock: Clock
  readonly #lengthMs: number
  readonly #onEnd: () => void
  #callOff: (() => void) | null = null
  #isOver = false

  constructor(clock: Clock, lengthMs: number, onEnd: () => void) {
    this.#clock = clock
    this.#lengthMs = lengthMs
    this.#onEnd = onEnd
  }

  /** Whether to go on waiting; opens the window for the first who asks. */
  isOpen(): boolean {
    if (this.#isOver) return false
    this.#callOff ??= this.#clock.schedule(() => {
      this.#callOff = null
      this.#isOver = true
      this.#onEnd()
    }, this.#lengthMs)
    return true
  }

  /** Whoever waited has gone: the next one begins a new wait. */
  reset(): void {
    this.#callOff?.()
    this.#callOff = null
    this.#isOver = false
  }
}
