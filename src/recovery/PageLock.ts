/**
 * Shows other pages that this one lives, by a Web Lock that the browser releases however the page ends. It is held only
 * while this page has records, because browsers keep a page with a lock out of their back/forward cache.
 */
export class PageLock {
  /** Identifies this page in its records. */
  readonly pageId: string
  readonly #locks: LockManager
  readonly #prefix: string
  #release: (() => void) | null = null
  #held: Promise<void> | null = null

  constructor(locks: LockManager, databaseName: string, pageId: string) {
    this.#locks = locks
    this.#prefix = `coatcheck/${databaseName}/`
    this.pageId = pageId
  }

  /** Resolves when the lock is held. */
  hold(): Promise<void> {
    this.#held ??= new Promise((resolve, reject) => {
      const life = new Promise<void>((release) => (this.#release = release))
      const onHeld = (): Promise<void> => {
        resolve()
        return life
      }
      this.#locks.request(this.#prefix + this.pageId, onHeld).catch(reject)
    })
    return this.#held
  }

  release(): void {
    this.#release?.()
    this.#release = null
    this.#held = null
  }

  /** Returns the ids of all living pages, including this one. */
  async findLivingPages(): Promise<ReadonlySet<string>> {
    const { held = [] } = await this.#locks.query()
    const names = held.flatMap(({ name }) => (name?.startsWith(this.#prefix) ? [name.slice(this.#prefix.length)] : []))
    return new Set(names)
  }

  /** Runs work in one page at a time. */
  runExclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#locks.request(`${this.#prefix}claim`, work)
  }
}
