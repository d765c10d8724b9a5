interface Point {
  readonly clientX: number
  readonly clientY: number
}

/** Longer than a tap, and as long as systems wait before they open a menu. */
const pressMs = 500
/** A finger trembles. One that moves further scrolls. */
const slackPx = 10

/** A finger or pen that rests on an item. */
export class LongPress {
  readonly #start: Point
  #timer: ReturnType<typeof setTimeout> | null
  #isPressed = false

  constructor(start: Point, onPressed: () => void) {
    this.#start = { clientX: start.clientX, clientY: start.clientY }
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#isPressed = true
      onPressed()
    }, pressMs)
  }

  move({ clientX, clientY }: Point): void {
    if (Math.hypot(clientX - this.#start.clientX, clientY - this.#start.clientY) > slackPx) this.lift()
  }

  /** The finger has left, before or after the time. A click may follow. */
  lift(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  /** Says what it was, once. */
  end(): 'pressed' | 'tapped' {
    this.lift()
    const kind = this.#isPressed ? 'pressed' : 'tapped'
    this.#isPressed = false
    return kind
  }
}
