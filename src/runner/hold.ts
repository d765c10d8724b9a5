import type { Clock } from '../contract/ports/page.js'

/** A wait that a server asked for: nobody sets out before it is over. Has a timer only while somebody waits. */
export class Hold {
  readonly #clock: Clock
  readonly #onOver: () => void
  #until = 0
  #callOff: (() => void) | null = null

  constructor(clock: Clock, onOver: () => void) {
    this.#clock = clock
    this.#onOver = onOver
  }

  begin(delayMs: number): void {
    this.#until = Math.max(this.#until, this.#clock.now() + delayMs)
    this.rest()
  }

  /** Whether to wait; whoever asks is woken when it is over. */
  isOn(): boolean {
    const leftMs = this.#until - this.#clock.now()
    if (leftMs <= 0) return false
    this.#callOff ??= this.#clock.schedule(() => {
      this.#callOff = null
      this.#onOver()
    }, leftMs)
    return true
  }

  /** Nobody waits. */
  rest(): void {
    this.#callOff?.()
    this.#callOff = null
  }
}
