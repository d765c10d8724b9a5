import type { Metadata } from '../contract/json.js'
import type { UploadBackend } from '../contract/backend.js'
import { aFlag, aFunction, anObject, checkFields, ownerNamed, type Rules } from '../shared/options/checkFields.js'
import { someOrigins } from '../uploader/options/checkOptions.js'

export const defaultTimeoutMs = 15_000

/** Options of `diagnose`. */
export interface DiagnoseOptions {
  /** Aborts the diagnosis: `diagnose` then rejects with an AbortError or with the signal's own reason. */
  readonly signal?: AbortSignal
  /** Metadata to upload the probe with, if the API needs some: an entity, an asset. */
  readonly metadata?: Metadata
  /**
   * The file to upload as the probe, if the API accepts only certain files. Default: a few lines of text, different each
   * time, so that the API cannot already have them.
   */
  readonly file?: File
  /**
   * Whether to register the probe as well. It is then a file like any other, and you have to delete it.
   * @default false
   */
  readonly confirm?: boolean
  /** The same function that you pass to `createUploader` or `UploadProvider`. */
  readonly createWorker?: () => Worker
  /** The same origins that you pass to `createUploader` or `UploadProvider`. */
  readonly allowedOrigins?: readonly string[]
  /**
   * How long each step may take, in milliseconds.
   * @default 15_000
   */
  readonly timeoutMs?: number
}

/** @throws {TypeError} naming the argument that is wrong */
export function checkArguments(backend: UploadBackend, options: DiagnoseOptions): void {
  if (typeof backend?.requestTicket !== 'function') {
    throw new TypeError('diagnose expects a backend, the same that you pass to `createUploader`.')
  }
  checkFields(ownerNamed('diagnose'), options, rules)
}

const rules: Rules<DiagnoseOptions> = {
  signal: anObject,
  metadata: anObject,
  file: [(value) => value instanceof Blob, 'a File'],
  confirm: aFlag,
  createWorker: aFunction,
  allowedOrigins: someOrigins,
  timeoutMs: [(value) => Number.isFinite(value) && Number(value) > 0, 'a number above 0'],
}
