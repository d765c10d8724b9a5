/**
 * Does the work of one owner piece by piece, and shares a piece that is asked for again while it is under way: somebody who
 * confirms a hundred large files a hundred times must not make the server read them all at the same time. A turn lasts only
 * as long as its work, so processes need not share them.
 */
export class Turns {
  readonly #lasts = new Map<string, Promise<void>>()
  readonly #running = new Map<string, Promise<boolean>>()

  /** @param name identifies the work among that of all owners */
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
