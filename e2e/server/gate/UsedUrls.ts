/** The URLs that cannot be used again. One that has expired is refused anyway, so it is forgotten. */
export class UsedUrls {
  /** In the order in which they were used, which is nearly that in which they expire. */
  readonly #expiries = new Map<string, number>()

  get size(): number {
    return this.#expiries.size
  }

  has(id: string): boolean {
    return this.#expiries.has(id)
  }

  add(id: string, expiresAtMs: number): void {
    const nowMs = Date.now()
    for (const [other, otherExpiresAtMs] of this.#expiries) {
      if (otherExpiresAtMs >= nowMs) break
      this.#expiries.delete(other)
    }
    this.#expiries.set(id, expiresAtMs)
  }

  release(id: string): void {
    this.#expiries.delete(id)
  }
}
