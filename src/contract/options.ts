import type { StoredFile } from './storedFile.js'
import type { UploadBackend } from './backend.js'
import type { Recovery } from './recovery.js'
import type { Restrictions } from './restrictions.js'
import type { Ports } from './ports/ports.js'

/** The options of `createUploader`. */
export interface UploaderOptions<TFile extends StoredFile = StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly restrictions?: Restrictions
  /** How many uploads run at once. All uploaders of a page share its transfer slots. */
  readonly concurrency?: Concurrency
  /**
   * Whether uploads start as soon as files are added. With `false` they wait for `start`.
   * @default true
   */
  readonly autoStart?: boolean
  /**
   * Changes a file before it is inspected, for example to compress it, convert HEIC or strip EXIF. The file that it
   * returns is hashed and sent, and is what the restrictions apply to. If it throws, the upload fails as
   * 'prepare-failed'. `coatcheck/prepare` has steps for pictures.
   */
  readonly prepare?: Prepare
  /**
   * Creates the worker, for bundlers, CDNs and content policies with which it cannot be found.
   * @example createWorker: () => new Worker('/assets/coatcheck-worker.js', { type: 'module' })
   */
  readonly createWorker?: () => Worker
  /**
   * Keeps unfinished uploads for after a reload or a crash: `createRecovery()` from `coatcheck/recovery`. Needs a
   * backend with a `scope`. Uploads come back when `recover` is called, which `UploadProvider` does by itself.
   */
  readonly recovery?: Recovery
  /**
   * The origins that files may be sent to. With a ticket for any other origin, the upload fails as 'ticket-unusable'
   * and nothing is sent. This protects a page against wrong answers of the backend.
   * @default any origin
   * @example allowedOrigins: ['https://acme-uploads.s3.eu-central-1.amazonaws.com']
   */
  readonly allowedOrigins?: readonly string[]
  /** Replaces the network, the clock, the worker or the connection, for tests. */
  readonly ports?: Partial<Ports>
}

export interface Concurrency {
  /** @default depends on the number of cores */
  readonly inspecting?: number
  /** @default 3 */
  readonly sending?: number
}

/** Makes the file that is sent from the one that was picked, or returns that one as it is. */
export type Prepare = (file: File, context: PrepareContext) => File | Promise<File>

/** What a {@link Prepare} gets with each file. */
export interface PrepareContext {
  /** Fires when the upload is paused, cancelled or removed. */
  readonly signal: AbortSignal
  /** Reports how much of the work is done, from 0 to 1. The row shows it as the progress of `inspecting`. */
  readonly onProgress: (fraction: number) => void
  /**
   * Notes what became of the file, such as 'gain-map-lost'. The codes are in `notes` of the upload. The rows have words
   * for those of `coatcheck/prepare`; any other is for the app.
   */
  readonly note: (code: string) => void
}

/** The options that `setOptions` can change. */
export type ChangeableOptions<TFile extends StoredFile = StoredFile> = Partial<
  Pick<UploaderOptions<TFile>, 'backend' | 'restrictions' | 'concurrency' | 'prepare'>
>
