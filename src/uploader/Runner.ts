import type { Emitter } from '../shared/Emitter.js'
import type { Concurrency } from '../contract/options.js'
import type { RecoveryStage } from '../contract/recovery.js'
import type { RetryFrom, Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploaderEvents } from '../contract/events.js'
import type { Terms } from './entry.js'
import type { SharedCode } from './sharedCode.js'
import type { Store } from './Store.js'

/**
 * Carries uploads through their steps. The uploader takes the commands and decides whether they are allowed; the runner
 * does the work, and reports it by dispatching to the store. Its code comes with the first file. Ids that it does not
 * know are ignored, because rows of stored files have no work to do.
 */
export interface Runner<TFile extends StoredFile> {
  /** Queues an upload for a step. */
  start(id: string, step: Step): void
  /** Ends whatever an upload does or waits for. Its ticket and what storage has of it stay, so that it can be resumed. */
  stop(id: string): void
  /** Stops an upload for good: its ticket is abandoned, and recovery forgets it. */
  discard(id: string): void
  /** Starts a new run of an upload that has failed, was cancelled, or is to be sent again. */
  restart(id: string, from: RetryFrom | undefined): void
  /** Lets other uploads have the keys that an upload claims at the backend and in storage, before its row is removed. */
  release(id: string): void
  /** Writes down how far an upload has come, if the app has recovery. */
  save(id: string, stage: RecoveryStage, isPaused?: boolean): void
  /** Resolves once everything that is to be saved or forgotten was handed to recovery. */
  whenSaved(): Promise<void>
  /** Adds what earlier pages left under a backend's scope to the store, and returns the ids. */
  restore(terms: Pick<Terms<TFile>, 'backend' | 'prepare'>): Promise<readonly string[]>
  /**
   * Gives an upload the file that it lacks; false if it is another one.
   * @param at the step that the upload continues with
   */
  provideFile(id: string, file: File, at: Step): Promise<boolean>
  /** The app changed `concurrency`. */
  concurrencyChanged(): void
  /** Stops everything for good, and abandons what is not registered. */
  close(): void
}

/** What the uploader shares with its runner. */
export interface RunnerContext<TFile extends StoredFile> {
  readonly store: Store<TFile>
  readonly events: Emitter<UploaderEvents<TFile>>
  readonly code: SharedCode
  readonly readConcurrency: () => Concurrency | undefined
}

export type CreateRunner<TFile extends StoredFile> = (context: RunnerContext<TFile>) => Runner<TFile>

/**
 * Loads the code of the runner. The entry passes this in, so that the uploader itself depends on none of that code. A
 * test may return the function without a promise, and then need not wait.
 */
export type LoadRunner<TFile extends StoredFile> = () => CreateRunner<TFile> | Promise<CreateRunner<TFile>>
