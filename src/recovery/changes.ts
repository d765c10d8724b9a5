import { nextTask } from '../shared/nextTask.js'

/**
 * Gathers the changes of one task, the last of each id only, and writes them together. What comes while they are being
 * written is gathered in turn.
 */
export class Changes<TChange> {
  readonly #write: (changes: ReadonlyMap<string, TChange>) => Promise<void>
  #gathered = new Map<string, TChange>()
  #next: Promise<void> | null = null
  #last: Promise<void> = Promise.resolve()

  /** `write` never rejects. */
  constructor(write: (changes: ReadonlyMap<string, TChange>) => Promise<void>) {
    this.#write = write
  }

  /** Resolves when it is written. */
  add(id: string, change: TChange): Promise<void> {
    this.#gathered.set(id, change)
    this.#next ??= this.#writeNext()
    return this.#next
  }

  /** What is gathered for an id, and not being written yet. */
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
