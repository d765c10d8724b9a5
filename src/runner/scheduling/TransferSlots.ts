import type { SlotMember, SlotPool } from '../../contract/ports/slots.js'

/**
 * The transfer slots of this uploader: as many as the app allows, fewer while storage is busy, and never more than the
 * other uploaders of the page leave, because a browser opens only six connections to a host.
 */
export class TransferSlots implements SlotMember {
  /** Gets the time at which the transfer of something that was stored had started, and its bytes. */
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

  /** Whether a transfer is under way. */
  get isBusy(): boolean {
    return this.#taken > 0
  }

  /** The slots that this uploader would allow itself, whatever the others of the page have taken. */
  get free(): number {
    return Math.max(0, Math.min(this.limit, this.#bearable) - this.#taken)
  }

  /** How many transfers could start now. */
  get available(): number {
    return Math.min(this.free, this.#slots.free)
  }

  /** Takes a slot. Returns a function that gives it back, or null if there is none. */
  acquire(): (() => void) | null {
    const release = this.free > 0 ? this.#slots.take(this) : null
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
   * Something was stored. As many files as there are transfers have to arrive before one more is allowed, so that
   * storage has shown that it bears the present number.
   */
  recordStored(startedAt: number, bytes: number): void {
    this.onStored?.(startedAt, bytes)
    this.#storedSinceChange += 1
    if (this.#storedSinceChange < this.#bearable) return
    this.#storedSinceChange = 0
    this.#bearable = this.#bearable + 1 < this.limit ? this.#bearable + 1 : Infinity
  }
}
