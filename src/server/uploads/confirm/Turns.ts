/**
 * Does what one owner asks for one after the other, and what is asked for again meanwhile only once: somebody who confirms a
 * hundred large files, a hundred times, must not have the server read them all at the same time. It lasts as long as the
 * work, so processes need not share it.
 */
export class Turns {
  readonly #lasts = new Map<string, Promise<void>>()
  readonly #running = new Map<string, Promise<boolean>>()

  /** @param name tells the work from others of any owner */
  take(owner: string, name: string, work: () => Promise<boolean>): Promise<boolean> {
    const known = this.#running.get(name)
    if (known) return known
    const result = (this.#lasts.get(owner) ?? Promise.resolve()).then(work)
    const last = result.then(end, end)
    this.#running.set(name, result)
    this.#lasts.set(owner, last)
    void last.then(() => {
      this.#running.delete(name)
      if (this.#lasts.get(owner) === last) this.#lasts.delete(owner)
    })
    return result
  }
}

function end(): void {}
