import type { Metadata } from './json.js'
import type { RetryFrom } from './step.js'
import type { StoredFile } from './storedFile.js'
import type { UploadBackend } from './backend.js'
import type { ChangeableOptions } from './options.js'
import type { UploaderEvents } from './events.js'
import type { Upload, DoneUpload, FailedUpload, Snapshot } from './upload.js'
import type { Restrictions, Rejection } from './restrictions.js'

/** Uploads files. Has no timer, listener or worker before the first `add`. */
export interface Uploader<TFile extends StoredFile = StoredFile> {
  /**
   * Adds files and, unless `autoStart` is false, starts to upload them. Files that the restrictions do not allow are
   * returned as `rejected`, and stay in the snapshot until they are dismissed.
   * @throws {TypeError} after `destroy`, when `files` is not iterable, or when an option is wrong.
   */
  add(files: Iterable<File>, options?: AddOptions): AddResult
  /**
   * Adds files that the backend already has, as rows that are done with the outcome 'initial'. They count for
   * `maxFiles`, but not for the totals in bytes. Returns their ids.
   */
  addStored(files: Iterable<TFile>, options?: { readonly group?: string }): readonly string[]
  /** Starts uploads that were added with `autoStart: false`. */
  start(ids: Ids): void
  /** Pauses uploads, and keeps what storage already has. Does nothing while an upload is being confirmed. */
  pause(ids: Ids): void
  /** Resumes uploads that `pause` has paused. */
  resume(ids: Ids): void
  /** Aborts uploads and abandons their tickets. The rows stay. Does nothing while an upload is being confirmed. */
  cancel(ids: Ids): void
  /**
   * Retries failed uploads from the step that their error advises, and cancelled ones from the start. Uploads that are
   * done are only sent again with `from: 'ticket'`. All counters start again.
   */
  retry(ids: Ids, options?: { readonly from?: RetryFrom }): void
  /** Removes rows, and cancels uploads that are under way. Never deletes anything at the backend. */
  remove(ids: Ids): void
  /**
   * Removes finished rows as `remove` does, in the order of the list and with a single notification. Returns their ids.
   * By default it removes the rows that are done or cancelled; rows of `addStored` only if `statuses` names 'done'.
   * Clearing failed rows also abandons what storage has of them. Rejections stay: remove them with `dismiss`.
   * @throws {TypeError} when `statuses` is not a list, or names a status other than 'done', 'failed' and 'cancelled'.
   * @example uploader.clear({ group: 'photos' }) // after the form with these photos was saved
   */
  clear(options?: ClearOptions): readonly string[]
  /** Removes rejections from the snapshot. */
  dismiss(rejectionIds: Ids): void
  /**
   * Loads the code that the first file needs, so that its upload does not have to wait. Starts no worker, timer or
   * listener. Calls share one load. Resolves at once on a server, after `destroy`, and when the code is loaded. Also
   * resolves if loading fails, because the next call or the next file tries again.
   * @example field.addEventListener('pointerenter', () => uploader.preload(), { once: true })
   */
  preload(): Promise<void>
  /**
   * Recovers and continues the uploads that earlier pages left unfinished under the `scope` of the current backend.
   * Returns their ids. Does nothing without `recovery` or on a server, and leaves out what another tab works on.
   */
  recover(): Promise<readonly string[]>
  /**
   * Gives a row the file that it lacks, because the row was recovered or the file was moved. The file is recognised by
   * its content, whatever its name. Resolves with false if it is a different file.
   */
  provideFile(id: string, file: File): Promise<boolean>
  /**
   * Resolves when all named uploads are settled: done, failed, cancelled, or paused by the user. By default it waits
   * for all uploads that are present. Rejects with an AbortError when `signal` fires or the uploader is destroyed.
   */
  whenSettled(options?: SettledOptions): Promise<Settled<TFile>>
  /** Calls the listener after the snapshot has changed, at most ten times a second for progress. */
  subscribe(listener: () => void): () => void
  getSnapshot(): Snapshot<TFile>
  /** O(1) */
  getUpload(id: string): Upload<TFile> | undefined
  /**
   * Returns the backend that an upload was added with. Without an id, and for a file from `addStored`, it returns the
   * backend that files are added with now.
   */
  getBackend(id?: string): UploadBackend<TFile>
  on<K extends keyof UploaderEvents<TFile>>(event: K, listener: (event: UploaderEvents<TFile>[K]) => void): () => void
  /** Changes options for files that are added from now on. */
  setOptions(options: ChangeableOptions<TFile>): void
  /** Aborts everything. After it returns, there are no more events, `add` throws, and the other commands do nothing. */
  destroy(): void
}

export interface AddOptions {
  /** What the app says about the files, for the backend. */
  readonly metadata?: Metadata | ((file: File) => Metadata)
  /**
   * Names a field of a form, for `useUploads({ group })`, `whenSettled({ group })` and `clear({ group })`. `maxFiles`,
   * `maxTotalBytes` and `overflow` count only the rows of this group or, without a group, the rows that have none.
   */
  readonly group?: string
  /**
   * Replaces the uploader's restrictions, as a whole, for these files. It is copied when the files are added, and
   * applies to them until they are done.
   * @default the uploader's
   */
  readonly restrictions?: Restrictions
  /**
   * Handles of these files, from `showOpenFilePicker` or a drop. `recovery` keeps the handle of a file whose bytes it
   * does not keep, so that after a reload nobody has to choose the file again. Dropzones fill it in for dropped files.
   * @example uploader.add([file], { handles: new WeakMap([[file, handle]]) })
   */
  readonly handles?: WeakMap<File, FileSystemFileHandle>
}

/** Which rows `clear` removes. */
export interface ClearOptions {
  /**
   * An empty list removes nothing.
   * @default 'done' and 'cancelled', without the rows of `addStored`
   */
  readonly statuses?: readonly ClearableStatus[]
  /** Only the rows of this group. Default: the rows of all groups, and those without one. */
  readonly group?: string
}

export type ClearableStatus = 'done' | 'failed' | 'cancelled'

export interface AddResult {
  /** The ids of the uploads, in the order of the files. */
  readonly accepted: readonly string[]
  readonly rejected: readonly Rejection[]
}

export interface SettledOptions {
  readonly ids?: readonly string[]
  readonly group?: string
  readonly signal?: AbortSignal
}

export interface Settled<TFile extends StoredFile = StoredFile> {
  readonly done: readonly DoneUpload<TFile>[]
  readonly failed: readonly FailedUpload<TFile>[]
  readonly cancelled: readonly Upload<TFile>[]
  readonly paused: readonly Upload<TFile>[]
}

/** Which uploads: `undefined` throws a TypeError, and an empty list names none. */
// oxlint-disable-next-line typescript/no-redundant-type-constituents -- 'all' is listed for the reader
export type Ids = string | readonly string[] | 'all'
