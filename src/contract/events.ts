import type { StoredFile } from './storedFile.js'
import type { Upload, DoneUpload, FailedUpload, Totals } from './upload.js'
import type { Rejection } from './restrictions.js'
import type { UploadError } from '../errors/UploadError.js'

export interface UploaderEvents<TFile extends StoredFile = StoredFile> {
  added: { readonly uploads: readonly Upload<TFile>[] }
  rejected: { readonly rejections: readonly Rejection[] }
  /** At most ten times a second. */
  progressed: { readonly totals: Totals }
  done: { readonly upload: DoneUpload<TFile> }
  failed: { readonly upload: FailedUpload<TFile> }
  cancelled: { readonly upload: Upload<TFile> }
  removed: { readonly id: string }
  /**
   * The backend has changed the state of a stored file: one that it was still processing is 'ready' or 'rejected', or
   * has another `stateText`. The upload's `stored` is the file as it is now.
   */
  storedChanged: { readonly upload: DoneUpload<TFile> }
  /** All uploads are settled: none is under way or waiting. */
  settled: { readonly totals: Totals }
  /** A ticket or confirm call has started. It contains only ids, for developer tools and caches. */
  callStarted: BackendCall
  /** The same call has ended. */
  callEnded: BackendCall & {
    readonly outcome: 'answered' | 'failed' | 'cancelled'
    /** The scrubbed error of a 'failed' call. */
    readonly error?: UploadError
  }
}

/** One call to the backend, without URLs, headers, fields or files. */
export interface BackendCall {
  readonly callId: number
  readonly call: 'ticket' | 'confirm'
  readonly uploadIds: readonly string[]
  readonly attempt: number
  /** The backend's `scope`. */
  readonly scope?: string
}
