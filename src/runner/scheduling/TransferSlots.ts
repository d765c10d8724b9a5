import type { SlotMember, SlotPool } from '../../contract/ports/slots.js'

/**
 * The transfer slots of this uploader: as many as the app allows, fewer while storage is busy, and never more than the
 * other uploaders of the page leave, because a browser opens only six connections to a host.
 */
export class TransferSlots implements SlotMember {
  /** Told of each file or part that was stored: when its transfer had started, and how many bytes it has. */
  onStored: ((startedAt: number, bytes: number) => void) | null = null
  readonly onFree: () => void
  /** The app may change it at any time. */
  limit: number
  readonly #slots: SlotPool
  /**
   * The most transfers that storage can bear, as far as it has said. It is found as TCP finds it: halved, then one more
   * at a time.
   */
  #bearable = Infinity
  #storedSinceChange = 0
  #taken = 0

  constructor(slots: SlotPool, limit: number, onFree: () => void) {
    this.#slots = slots
    this.limit = limit
    this.onFree = onFree
  }

  open(): void {
    this.#slots.join(this)
  }

  close(): void {
    this.#slots.leave(this)
  }

  /** Whether a slot is taken, for a transfer or for the request of its ticket. */
  get isBusy(): boolean {
    return this.#taken > 0
  }

  /** How many more slots this uploader allows itself, whatever the others of the page have taken. */
  get allowed(): number {
    return Math.max(0, Math.min(this.limit, this.#bearable) - this.#taken)
  }

  /** How many slots could be taken now. */
  get available(): number {
    return Math.min(this.allowed, this.#slots.free)
  }

  /** Takes a slot. Returns a function that gives it back, or null if there is none. */
  acquire(): (() => void) | null {
    const release = this.allowed > 0 ? this.#slots.take(this) : null
    if (!release) return null
    this.#taken += 1
    // A slot that is given back twice would be one too many.
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      this.#taken -= 1
      release()
    }
  }

  /** Storage said that it is busy, so half as many transfers run at once. */
  slowDown(): void {
    this.#bearable = Math.max(1, Math.floor(Math.min(this.limit, this.#bearable) / 2))
    this.#storedSinceChange = 0
  }

  /**
   * A file or a part was stored. One more transfer is allowed only after as many have arrived as storage is known to
   * bear at once, so that it has shown that it does.
   */
  recordStored(startedAt: number, bytes: number): void {
    this.onStored?.(startedAt, bytes)
    this.#storedSinceChange += 1
    if (this.#storedSinceChange < this.#bearable) return
    this.#storedSinceChange = 0
    this.#bearable = this.#bearable + 1 < this.limit ? this.#bearable + 1 : Infinity
  }
}
