/** Far more than are asked about again. Each takes some hundred bytes. */
const mostKept = 1000

/** The objects that this process has read and found right, latest last. */
export class VerifiedObjects {
  readonly #names = new Set<string>()

  has(name: string): boolean {
    return this.#names.has(name)
  }

  add(name: string): void {
    this.#names.add(name)
    const [oldest] = this.#names
    if (this.#names.size > mostKept && oldest !== undefined) this.#names.delete(oldest)
  }
}
