import { isResting } from './selectors.js'
import type { Upload, UploadStatus } from '../contract/upload.js'
import type { Settled, SettledOptions } from '../contract/uploader.js'
import type { StoredFile } from '../contract/storedFile.js'

interface Waiter<TFile extends StoredFile> {
  readonly waitingFor: Set<string>
  readonly ids: readonly string[]
  readonly resolve: (settled: Settled<TFile>) => void
  readonly reject: (reason: unknown) => void
  /** Removes the listener from the caller's signal, which may live much longer. */
  readonly over: AbortController
}

/** The promises of `whenSettled`. */
export class SettledWaiters<TFile extends StoredFile> {
  readonly #getUpload: (id: string) => Upload<TFile> | undefined
  readonly #waiters = new Set<Waiter<TFile>>()

  constructor(getUpload: (id: string) => Upload<TFile> | undefined) {
    this.#getUpload = getUpload
  }

  wait(ids: readonly string[], { signal }: SettledOptions): Promise<Settled<TFile>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(toAbortError(signal))
      const over = new AbortController()
      const waiter: Waiter<TFile> = { ids, waitingFor: new Set(this.#unsettled(ids)), resolve, reject, over }
      if (waiter.waitingFor.size === 0) return resolve(this.#sort(ids))
      this.#waiters.add(waiter)
      signal?.addEventListener('abort', () => this.#end(waiter, () => reject(toAbortError(signal))), {
        signal: waiter.over.signal,
      })
    })
  }

  /** An upload settled, or its row was removed. */
  settled(id: string): void {
    for (const waiter of this.#waiters) {
      waiter.waitingFor.delete(id)
      if (waiter.waitingFor.size > 0) continue
      // One that had settled may have been started again meanwhile.
      for (const unsettled of this.#unsettled(waiter.ids)) waiter.waitingFor.add(unsettled)
      if (waiter.waitingFor.size > 0) continue
      this.#end(waiter, () => waiter.resolve(this.#sort(waiter.ids)))
    }
  }

  rejectAll(): void {
    for (const waiter of this.#waiters) {
      this.#end(waiter, () => waiter.reject(new DOMException('The uploader was destroyed.', 'AbortError')))
    }
  }

  #end(waiter: Waiter<TFile>, settle: () => void): void {
    this.#waiters.delete(waiter)
    waiter.over.abort()
    settle()
  }

  #unsettled(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => {
      const upload = this.#getUpload(id)
      return upload !== undefined && !isResting(upload)
    })
  }

  #sort(ids: readonly string[]): Settled<TFile> {
    const uploads = ids.map((id) => this.#getUpload(id)).filter((upload) => upload !== undefined)
    const pick = <TStatus extends UploadStatus>(status: TStatus): Extract<Upload<TFile>, { status: TStatus }>[] =>
      uploads.filter((upload): upload is Extract<Upload<TFile>, { status: TStatus }> => upload.status === status)
    return { done: pick('done'), failed: pick('failed'), cancelled: pick('cancelled'), paused: pick('paused') }
  }
}

function toAbortError(signal: AbortSignal): unknown {
  return signal.reason instanceof Error ? signal.reason : new DOMException('The wait was called off.', 'AbortError')
}
