import { nextTask } from '../shared/nextTask.js'

/**
 * Writes the changes of one task together, and only the last one of each id. WriteBatcher that arrive during a write go into
 * the next batch.
 */
export class WriteBatcher<TChange> {
  readonly #write: (changes: ReadonlyMap<string, TChange>) => Promise<void>
  #gathered = new Map<string, TChange>()
  #next: Promise<void> | null = null
  #last: Promise<void> = Promise.resolve()

  /** `write` never rejects. */
  constructor(write: (changes: ReadonlyMap<string, TChange>) => Promise<void>) {
    this.#write = write
  }

  /** Resolves when the change has been written. */
  add(id: string, change: TChange): Promise<void> {
    this.#gathered.set(id, change)
    this.#next ??= this.#writeNext()
    return this.#next
  }

  /** Returns the change of an id if its write has not begun. */
  peek(id: string): TChange | undefined {
    return this.#gathered.get(id)
  }

  drop(id: string): void {
    this.#gathered.delete(id)
  }

  async #writeNext(): Promise<void> {
    await Promise.all([this.#last, nextTask()])
    const changes = this.#gathered
    this.#gathered = new Map()
    this.#next = null
    this.#last = this.#write(changes)
    await this.#last
  }
}
