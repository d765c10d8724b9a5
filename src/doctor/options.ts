import { aFlag, aFunction, anObject, checkFields, ownerNamed, type Rules } from '../shared/checkFields.js'
import { checkOrigins } from '../uploader/options/checkOptions.js'
import type { Metadata } from '../contract/json.js'
import type { UploadBackend } from '../contract/backend.js'

export const defaultTimeoutMs = 15_000

/** How `diagnose` goes about it. */
export interface DiagnoseOptions {
  /** Ends the examination: `diagnose` then rejects, with an AbortError or the signal's own reason. */
  readonly signal?: AbortSignal
  /** What the probe is uploaded with, where the API asks for something: an entity, an asset. */
  readonly metadata?: Metadata
  /**
   * What is uploaded, where the API takes certain files only. Default: a few lines of text that are new each time, so that no
   * API can know them.
   */
  readonly file?: File
  /**
   * Whether the probe is registered too. It is then a file like any other, which you have to remove.
   * @default false
   */
  readonly confirm?: boolean
  /** The app's own, as `createUploader` and `UploadProvider` take it. */
  readonly createWorker?: () => Worker
  /** As `createUploader` and `UploadProvider` take it. */
  readonly allowedOrigins?: readonly string[]
  /**
   * How long each step may take, milliseconds.
   * @default 15_000
   */
  readonly timeoutMs?: number
}

/** @throws {TypeError} naming what is wrong */
export function checkArguments(backend: UploadBackend, options: DiagnoseOptions): void {
  if (typeof backend?.requestTicket !== 'function') {
    throw new TypeError('diagnose expects a backend, as `createUploader` takes it.')
  }
  checkFields(ownerNamed('diagnose'), options, rules)
  checkOrigins(options.allowedOrigins)
}

const rules: Rules<DiagnoseOptions> = {
  signal: anObject,
  metadata: anObject,
  file: [(value) => value instanceof Blob, 'a File'],
  confirm: aFlag,
  createWorker: aFunction,
  // `checkOrigins` looks at it.
  allowedOrigins: [() => true, 'a list of origins'],
  timeoutMs: [(value) => Number.isFinite(value) && Number(value) > 0, 'a number above 0'],
}
