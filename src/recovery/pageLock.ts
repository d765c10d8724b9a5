/**
 * Says to other pages that this one lives: a Web Lock of its own, which the browser takes back when the page ends in
 * whatever way. Held only while there is something of this page, because a page with a lock is kept out of the
 * browser's back/forward cache.
 */
export class PageLock {
  /** Names the page in what it keeps. */
  readonly pageId: string
  readonly #locks: LockManager
  readonly #prefix: string
  #free: (() => void) | null = null
  #held: Promise<void> | null = null

  constructor(locks: LockManager, databaseName: string, pageId: string) {
    this.#locks = locks
    this.#prefix = `coatcheck/${databaseName}/`
    this.pageId = pageId
  }

  /** Resolves when the lock is held. */
  hold(): Promise<void> {
    this.#held ??= new Promise((resolve, reject) => {
      const life = new Promise<void>((free) => (this.#free = free))
      const onHeld = (): Promise<void> => {
        resolve()
        return life
      }
      this.#locks.request(this.#prefix + this.pageId, onHeld).catch(reject)
    })
    return this.#held
  }

  release(): void {
    this.#free?.()
    this.#free = null
    this.#held = null
  }

  /** The ids of all pages that live, this one's among them. */
  async findLiving(): Promise<ReadonlySet<string>> {
    const { held = [] } = await this.#locks.query()
    const names = held.flatMap(({ name }) => (name?.startsWith(this.#prefix) ? [name.slice(this.#prefix.length)] : []))
    return new Set(names)
  }

  /** One page at a time. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#locks.request(`${this.#prefix}claim`, work)
  }
}
