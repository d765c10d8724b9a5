import type { Clock } from '../../contract/ports/page.js'
import type { SlotMember, SlotPool } from '../../contract/ports/slots.js'
import { Throughput } from './Throughput.js'

/**
 * How many transfers this uploader may have at once: as many as the app allows, fewer while storage is busy, and never
 * more than the other uploaders of the page leave.
 */
export class TransferSlots {
  readonly #clock: Clock
  readonly #slots: SlotPool
  readonly #member: SlotMember
  readonly #throughput = new Throughput()
  #limit: number
  /** What storage can bear, as far as it has said. */
  #bearable = Number.POSITIVE_INFINITY
  #storedSinceChange = 0
  #taken = 0

  constructor(
    { clock, slots }: { readonly clock: Clock; readonly slots: SlotPool },
    limit: number,
    onFree: () => void,
  ) {
    this.#clock = clock
    this.#slots = slots
    this.#limit = limit
    const readLimit = (): number => this.#limit
    this.#member = {
      get limit() {
        return readLimit()
      },
      onFree,
    }
  }

  open(): void {
    this.#slots.join(this.#member)
  }

  close(): void {
    this.#slots.leave(this.#member)
  }

  setLimit(limit: number): void {
    this.#limit = limit
  }

  get isBusy(): boolean {
    return this.#taken > 0
  }

  get free(): number {
    return Math.max(0, Math.min(this.#limit, this.#bearable) - this.#taken)
  }

  /** How many transfers could start now. */
  get available(): number {
    return Math.min(this.free, this.#slots.free)
  }

  /** Returns a function that gives the slot back, or null if there is none. */
  acquire(): (() => void) | null {
    const release = this.free > 0 ? this.#slots.take(this.#member) : null
    if (!release) return null
    this.#taken += 1
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      this.#taken -= 1
      release()
      this.#member.onFree()
    }
  }

  /** Storage said that it is busy, so half as many transfers run at once. */
  slowDown(): void {
    this.#bearable = Math.max(1, Math.floor(Math.min(this.#limit, this.#bearable) / 2))
    this.#storedSinceChange = 0
  }

  /** Something was stored. Finds out what storage can bear by allowing one more transfer at a time. */
  recordStored(startedAt: number, bytes: number): void {
    this.#throughput.record(startedAt, bytes)
    this.#storedSinceChange += 1
    if (this.#storedSinceChange < this.#bearable) return
    this.#storedSinceChange = 0
    this.#bearable = this.#bearable + 1 < this.#limit ? this.#bearable + 1 : Number.POSITIVE_INFINITY
  }

  /** null until three files have been sent. */
  measure(): ReturnType<Throughput['measure']> {
    return this.#throughput.measure(this.#clock.now())
  }
}
