/** Who waits for a step, first come first served; leaving from the middle costs nothing. */
export class Queue {
  readonly #ids = new Set<string>()

  get length(): number {
    return this.#ids.size
  }

  push(id: string): void {
    this.#ids.add(id)
  }

  shift(): string | undefined {
    for (const id of this.#ids) {
      this.#ids.delete(id)
      return id
    }
    return undefined
  }

  leave(id: string): void {
    this.#ids.delete(id)
  }

  clear(): void {
    this.#ids.clear()
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#ids.values()
  }
}
