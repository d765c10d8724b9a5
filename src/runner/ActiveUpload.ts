import type { StoredFile } from '../contract/storedFile.js'
import type { Upload } from '../contract/upload.js'
import type { UploadBackend } from '../contract/backend.js'
import type { Run, UploadableEntry } from '../uploader/entry.js'
import type { Action } from '../uploader/reducer.js'
import type { Store } from '../uploader/Store.js'

/**
 * An upload while it runs. Pausing, cancelling and removing it abort its signal. After that it changes nothing that is
 * shown; only what it learns of storage and the backend is still kept, by `updateRun`.
 */
export class ActiveUpload<TFile extends StoredFile> implements UploadableEntry<TFile> {
  readonly id: string
  readonly #store: Store<TFile>
  readonly #work = new AbortController()
  readonly signal: AbortSignal = this.#work.signal
  /**
   * The row may be removed while a call for it is still under way, and its answer has to be dealt with all the same.
   */
  #last: UploadableEntry<TFile>
  #failedLoads = 0

  constructor(id: string, entry: UploadableEntry<TFile>, store: Store<TFile>) {
    this.id = id
    this.#last = entry
    this.#store = store
  }

  get upload(): Upload<TFile> {
    return this.#read().upload
  }

  get run(): Run<TFile> {
    return this.#read().run
  }

  get backend(): UploadBackend<TFile> {
    return this.#last.run.backend
  }

  abort(): void {
    this.#work.abort()
  }

  /** A step is done, so the next call is a first attempt. */
  resetAttempts(): void {
    this.#failedLoads = 0
    if (this.run.callAttempt > 1) this.updateRun({ callAttempt: 1 })
  }

  /** The code of a step could not be loaded. Returns how often in a row that has happened. */
  countFailedLoad(): number {
    this.#failedLoads += 1
    return this.#failedLoads
  }

  /** Changes what is shown. After an abort nothing is: the row may be paused, or belong to the next run already. */
  dispatch(action: Action<TFile>): void {
    if (!this.signal.aborted) this.#store.dispatch(this.id, action)
  }

  /**
   * Changes what only the runner knows, even after an abort: what storage and the backend have does not depend on that.
   */
  updateRun(run: Partial<Run<TFile>>): void {
    this.#store.dispatch(this.id, { type: 'runUpdated', run })
    this.#read()
  }

  #read(): UploadableEntry<TFile> {
    this.#last = this.#store.uploadable(this.id) ?? this.#last
    return this.#last
  }
}
