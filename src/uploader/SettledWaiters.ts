import { isResting } from './selectors.js'
import type { Upload, UploadStatus } from '../contract/upload.js'
import type { Settled, SettledOptions } from '../contract/uploader.js'
import type { StoredFile } from '../contract/storedFile.js'

/** The promises of `whenSettled`. */
export class SettledWaiters<TFile extends StoredFile> {
  readonly #getUpload: (id: string) => Upload<TFile> | undefined
  /** One for each promise: settles it if everything that it waits for has settled, or if there is an error. */
  readonly #checks = new Set<(error?: unknown) => void>()

  constructor(getUpload: (id: string) => Upload<TFile> | undefined) {
    this.#getUpload = getUpload
  }

  wait(ids: readonly string[], { signal }: SettledOptions): Promise<Settled<TFile>> {
    return new Promise((resolve, reject) => {
      const isSettled = (id: string): boolean => {
        const upload = this.#getUpload(id)
        return !upload || isResting(upload)
      }
      // The first that may be unsettled. Looking at all of them each time would take long for thousands.
      let first = 0
      const check = (error?: unknown): void => {
        if (!error) {
          while (first < ids.length && isSettled(ids[first]!)) first += 1
          // One that had settled may have been started again meanwhile.
          if (first === ids.length) first = ids.findIndex((id) => !isSettled(id))
          if (first >= 0) return
        }
        this.#checks.delete(check)
        // The caller's signal may live much longer.
        signal?.removeEventListener('abort', onAbort)
        if (error) return reject(error)
        const pick = <TStatus extends UploadStatus>(status: TStatus): Extract<Upload<TFile>, { status: TStatus }>[] =>
          ids
            .map((id) => this.#getUpload(id))
            .filter((upload): upload is Extract<Upload<TFile>, { status: TStatus }> => upload?.status === status)
        resolve({ done: pick('done'), failed: pick('failed'), cancelled: pick('cancelled'), paused: pick('paused') })
      }
      const onAbort = (): void => {
        const reason: unknown = signal?.reason
        check(reason instanceof Error ? reason : new DOMException('The wait was called off.', 'AbortError'))
      }
      if (signal?.aborted) return onAbort()
      this.#checks.add(check)
      signal?.addEventListener('abort', onAbort)
      check()
    })
  }

  /** An upload settled, or its row was removed. With an error, nobody waits any longer. */
  check(error?: unknown): void {
    for (const check of this.#checks) check(error)
  }
}
