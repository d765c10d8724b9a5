import type { Emitter } from '../shared/Emitter.js'
import type { Concurrency, Prepare } from '../contract/options.js'
import type { Metadata } from '../contract/json.js'
import type { Recovery, RecoveryStage } from '../contract/recovery.js'
import type { Restrictions } from '../contract/restrictions.js'
import type { RetryFrom, Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploadBackend } from '../contract/backend.js'
import type { UploaderEvents } from '../contract/events.js'
import type { FileFacts } from './reducer.js'
import type { Store } from './Store.js'

/** What an upload was added under. It holds until the row is removed, whatever options change meanwhile. */
export interface UploadTerms<TFile extends StoredFile> {
  readonly id: string
  readonly backend: UploadBackend<TFile>
  readonly restrictions: Restrictions
  readonly prepare: Prepare | undefined
  readonly metadata: Metadata
  readonly group: string | undefined
  /** null: the file did not survive a reload, and has to be chosen again. */
  readonly picked: File | null
  readonly facts: FileFacts
  readonly idempotencyKey: string
}

/**
 * Carries uploads through their steps. The uploader takes the commands and decides whether they are allowed; the runner
 * does the work, and reports it by dispatching to the store. Its code comes with the first file. Ids that it does not
 * know are ignored, because rows of stored files have no work to do.
 */
export interface Runner<TFile extends StoredFile> {
  /** Takes on an upload that was just added. It does nothing before `start`. */
  take(terms: UploadTerms<TFile>): void
  /** Queues an upload for a step. */
  start(id: string, step: Step): void
  /** Ends whatever an upload does or waits for. What storage has of it is kept. */
  stop(id: string): void
  /** Stops an upload, abandons its ticket, and makes recovery forget it. */
  discard(id: string): void
  /** Starts a new run of an upload that has failed, was cancelled, or is to be sent again. */
  restart(id: string, from: RetryFrom | undefined): void
  /** Forgets an upload that is at rest or was discarded. */
  drop(id: string): void
  /** Writes down how far an upload has come, if the app has recovery. */
  keep(id: string, stage: RecoveryStage, isPaused?: boolean): void
  /** Adds what earlier pages left under a backend's scope to the store, and returns the ids. */
  restore(terms: Pick<UploadTerms<TFile>, 'backend' | 'prepare'>): Promise<readonly string[]>
  /** Gives an upload that lacks its file the file; false if it is another one. */
  provideFile(id: string, file: File): Promise<boolean>
  getBackend(id: string): UploadBackend<TFile> | undefined
  /** The app changed `concurrency`. */
  concurrencyChanged(): void
  /** Stops everything for good, and abandons what is not registered. */
  close(): void
}

/** What the uploader shares with its runner. */
export interface RunnerContext<TFile extends StoredFile> {
  readonly store: Store<TFile>
  readonly events: Emitter<UploaderEvents<TFile>>
  readonly recovery: Recovery | undefined
  readonly readConcurrency: () => Concurrency | undefined
}

export type CreateRunner<TFile extends StoredFile> = (context: RunnerContext<TFile>) => Runner<TFile>

/**
 * Loads the code of the runner. The entry passes this in, so that the uploader itself depends on none of that code. A
 * test may return the function without a promise, and then need not wait.
 */
export type LoadRunner<TFile extends StoredFile> = () => CreateRunner<TFile> | Promise<CreateRunner<TFile>>
