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
   * returns is hashed and sent. If it throws, the upload fails as 'prepare-failed'.
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

export type Prepare = (file: File, context: { readonly signal: AbortSignal }) => File | Promise<File>

/** The options that `setOptions` can change. */
export type ChangeableOptions<TFile extends StoredFile = StoredFile> = Partial<
  Pick<UploaderOptions<TFile>, 'backend' | 'restrictions' | 'concurrency' | 'prepare'>
>
