import type { StoredFile } from './storedFile.js'
import type { UploadBackend } from './backend.js'
import type { Recovery } from './recovery.js'
import type { Restrictions } from './restrictions.js'
import type { Ports } from './ports/ports.js'

/** How `createUploader` is set up. */
export interface UploaderOptions<TFile extends StoredFile = StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly restrictions?: Restrictions
  /** Uploads at once; sending slots are shared by all uploaders of a page. Default: inspecting by cores, sending 3. */
  readonly concurrency?: Concurrency
  /**
   * Whether files set out as soon as they are added. With false they wait for `start`.
   * @default true
   */
  readonly autoStart?: boolean
  /**
   * Runs first, inside `inspecting`: compress, convert HEIC, strip EXIF. What it returns is hashed and sent.
   * A throw fails the upload with 'prepare-failed'.
   */
  readonly prepare?: Prepare
  /**
   * For bundlers, CDNs and policies where the worker cannot be found by itself.
   * @example createWorker: () => new Worker('/assets/coatcheck-worker.js', { type: 'module' })
   */
  readonly createWorker?: () => Worker
  /**
   * Brings unfinished uploads back after a reload or a crash: `createRecovery()` of `coatcheck/recovery`. Needs a
   * backend with a `scope`. Nothing comes back before `recover` is called, which `UploadProvider` does by itself.
   */
  readonly recovery?: Recovery
  /**
   * Where tickets may send files, as origins: to any other nothing goes, and the upload fails with 'ticket-unusable'.
   * A second look at what the backend says, for pages where a wrong answer must not lead files astray.
   * @default wherever a ticket says
   * @example allowedOrigins: ['https://acme-uploads.s3.eu-central-1.amazonaws.com']
   */
  readonly allowedOrigins?: readonly string[]
  /** Network, clock, worker, online state: replaced by fakes in tests. */
  readonly ports?: Partial<Ports>
}

export interface Concurrency {
  readonly inspecting?: number
  readonly sending?: number
}

export type Prepare = (file: File, context: { readonly signal: AbortSignal }) => File | Promise<File>

/** What may be changed while an uploader lives. */
export type ChangeableOptions<TFile extends StoredFile = StoredFile> = Partial<
  Pick<UploaderOptions<TFile>, 'backend' | 'restrictions' | 'concurrency' | 'prepare'>
>
