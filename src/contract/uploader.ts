import type { Metadata } from './json.js'
import type { RetryFrom } from './step.js'
import type { StoredFile } from './storedFile.js'
import type { UploadBackend } from './backend.js'
import type { ChangeableOptions } from './options.js'
import type { UploaderEvents } from './events.js'
import type { Upload, DoneUpload, FailedUpload, Snapshot } from './upload.js'
import type { Restrictions, Rejection } from './restrictions.js'

/** Inert until the first `add`: no timer, listener or worker before. */
export interface Uploader<TFile extends StoredFile = StoredFile> {
  /**
   * Takes files in. What the restrictions turn away comes back as `rejected` and stands in the snapshot; the others
   * set out (unless `autoStart` is false).
   * @throws {TypeError} after `destroy`, when `files` is not iterable, or when an option is wrong.
   */
  add(files: Iterable<File>, options?: AddOptions): AddResult
  /**
   * Files the backend had before: rows that are done, outcome 'initial', counted by maxFiles, not by the byte totals.
   * Returns their ids.
   */
  addStored(files: Iterable<TFile>, options?: { readonly group?: string }): readonly string[]
  /** For `autoStart: false`. */
  start(ids: Ids): void
  /** Aborts what is under way and keeps what storage has. Not while a confirm is on the wire. */
  pause(ids: Ids): void
  /** What the user paused. */
  resume(ids: Ids): void
  /** Aborts, abandons the ticket, keeps the row. Not while a confirm is on the wire. */
  cancel(ids: Ids): void
  /**
   * failed: from its step, or as its error says; cancelled: from the start; done: only with `from: 'ticket'` (send
   * again). Fresh counters.
   */
  retry(ids: Ids, options?: { readonly from?: RetryFrom }): void
  /** Forgets the row, cancelling it first if need be. Never deletes anything at the backend. */
  remove(ids: Ids): void
  /**
   * Removes finished rows as `remove` does, in the order of the list and with a single notification. Returns their ids.
   * By default it removes the rows that are done or cancelled; rows of `addStored` only if `statuses` names 'done'.
   * Clearing failed rows also abandons what storage holds of them. Rejections stay.
   * @throws {TypeError} when `statuses` is not a list, or names a status other than 'done', 'failed' and 'cancelled'.
   * @example uploader.clear({ group: 'photos' }) // after the form with these photos was saved
   */
  clear(options?: ClearOptions): readonly string[]
  /** Forgets rejections. */
  dismiss(rejectionIds: Ids): void
  /**
   * Loads the code that the first file needs, so that its upload does not wait for it. Starts no worker, timer or
   * listener. Calls share one load. Resolves at once on a server, after `destroy`, and when the code is there; also when
   * loading failed, because the next call or the next file tries again.
   * @example field.addEventListener('pointerenter', () => uploader.preload(), { once: true })
   */
  preload(): Promise<void>
  /**
   * Takes back what earlier pages left unfinished under the present backend's `scope`, and goes on with it. Returns the
   * ids. Does nothing without `recovery`, on a server, or for what another tab works on.
   */
  recover(): Promise<readonly string[]>
  /**
   * For a row that lacks its file: a recovered one, or one that failed because the file was moved. It is recognised by
   * its content, whatever its name. False: not the same file.
   */
  provideFile(id: string, file: File): Promise<boolean>
  /**
   * Resolves when every named upload rests (done, failed, cancelled or paused by the user); at once if so.
   * Default: all present. Rejects with an AbortError when `signal` fires or the uploader is destroyed.
   */
  whenSettled(options?: SettledOptions): Promise<Settled<TFile>>
  /** Called after the snapshot changed, at most ten times a second while bytes move. */
  subscribe(listener: () => void): () => void
  getSnapshot(): Snapshot<TFile>
  /** O(1) */
  getUpload(id: string): Upload<TFile> | undefined
  /**
   * The backend that an upload was added under; without an id, and for a file that was stored before, the one that
   * files are added under now.
   */
  getBackend(id?: string): UploadBackend<TFile>
  on<K extends keyof UploaderEvents<TFile>>(event: K, listener: (event: UploaderEvents<TFile>[K]) => void): () => void
  /** Holds for files added from now on. */
  setOptions(options: ChangeableOptions<TFile>): void
  /** Aborts everything, sends no more events once it returns; `add` then throws, the rest does nothing. */
  destroy(): void
}

export interface AddOptions {
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
  /** ids, in the order of the files */
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

/** Explicit on purpose: `undefined` is a TypeError, an empty list is nobody. */
// oxlint-disable-next-line typescript/no-redundant-type-constituents -- 'all' is said for the reader
export type Ids = string | readonly string[] | 'all'
