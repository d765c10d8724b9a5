import type { StoredFile } from './storedFile.js'
import type { Upload, DoneUpload, FailedUpload, Totals } from './upload.js'
import type { Rejection } from './restrictions.js'
import type { UploadError } from '../errors/UploadError.js'

export interface UploaderEvents<TFile extends StoredFile = StoredFile> {
  added: { readonly uploads: readonly Upload<TFile>[] }
  rejected: { readonly rejections: readonly Rejection[] }
  /** At most ten a second. */
  progressed: { readonly totals: Totals }
  done: { readonly upload: DoneUpload<TFile> }
  failed: { readonly upload: FailedUpload<TFile> }
  cancelled: { readonly upload: Upload<TFile> }
  removed: { readonly id: string }
  /** Nothing moves or waits any more. */
  settled: { readonly totals: Totals }
  /** A ticket or confirm call went out: for mirrors and devtools. Carries ids only. */
  callStarted: BackendCall
  /** The same call came to its end. */
  callEnded: BackendCall & {
    readonly outcome: 'answered' | 'failed' | 'cancelled'
    /** with 'failed': what went wrong, scrubbed */
    readonly error?: UploadError
  }
}

/** One call to the backend, as others may see it: no URL, header, field or file. */
export interface BackendCall {
  readonly callId: number
  readonly call: 'ticket' | 'confirm'
  readonly uploadIds: readonly string[]
  readonly attempt: number
  /** The backend's `scope`. */
  readonly scope?: string
}
