import type { UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Waiter } from './WaitingLines.js'

/** The uploads that wait for one step, first come, first served. */
export class WaitingLine<TFile extends StoredFile> {
  readonly #waiters = new Map<string, Waiter<TFile>>()
  /** How many of them there are for each backend. Hundreds may wait, and going through them takes long. */
  readonly #counts = new Map<UploadBackend<TFile>, number>()

  get size(): number {
    return this.#waiters.size
  }

  values(): IterableIterator<Waiter<TFile>> {
    return this.#waiters.values()
  }

  /** The backends that somebody waits for. */
  get backends(): Iterable<UploadBackend<TFile>> {
    return this.#counts.keys()
  }

  add(waiter: Waiter<TFile>): void {
    const { id, backend } = waiter.active
    this.delete(id)
    this.#waiters.set(id, waiter)
    this.#counts.set(backend, (this.#counts.get(backend) ?? 0) + 1)
  }

  /** Returns the one that was there. */
  delete(id: string): Waiter<TFile> | undefined {
    const waiter = this.#waiters.get(id)
    if (!waiter) return undefined
    this.#waiters.delete(id)
    const { backend } = waiter.active
    const left = (this.#counts.get(backend) ?? 0) - 1
    if (left > 0) this.#counts.set(backend, left)
    else this.#counts.delete(backend)
    return waiter
  }
}
