import type { Metadata } from './json.js'
import type { ImageFacts, VideoFacts } from './fileFacts.js'
import type { Step } from './step.js'
import type { StoredFile } from './storedFile.js'
import type { Rejection } from './restrictions.js'
import type { UploadError } from '../errors/UploadError.js'

/** The state of an uploader. It is immutable, and members keep their identity while nothing in them changes. */
export interface Snapshot<TFile extends StoredFile = StoredFile> {
  readonly uploads: readonly Upload<TFile>[]
  readonly rejections: readonly Rejection[]
  readonly totals: Totals
}

/** What an upload has in every status. */
export interface UploadFacts {
  readonly id: string
  readonly name: string
  /** bytes */
  readonly size: number
  /** MIME type */
  readonly type: string
  /** null for a recovered upload if the bytes to send were not kept, and for a file from `addStored` */
  readonly file: File | null
  readonly metadata: Metadata
  readonly group?: string
  readonly image?: ImageFacts
  readonly video?: VideoFacts
  /** The MIME type read from the bytes, if they reveal one. The name may suggest another. */
  readonly sniffedType?: string
  /** The file as it was picked, if `prepare` made another one of it. */
  readonly picked?: { readonly name: string; readonly size: number; readonly type: string }
  /** What `prepare` noted, each code once. */
  readonly notes?: readonly string[]
  /** A small upright picture of an image file, or a frame of a video. */
  readonly thumbnail?: Blob
  /** bytes; never decreases between `add` or `retry` and the end */
  readonly sentBytes: number
  /**
   * The number of the attempt at the current step, from 1. Above 1 in `sending`, the bytes are sent again. Being paused or
   * cut off more than once does not raise it further.
   */
  readonly attempt: number
}

/** What an upload has in a single status. */
export type UploadState<TFile extends StoredFile = StoredFile> =
  /** Waiting for a slot, for the next attempt, or for the duplicate that sends its bytes. */
  | {
      readonly status: 'queued'
      readonly next: Step
      /** When the next attempt starts, in milliseconds since the epoch. */
      readonly retryAt?: number
      /** Why there is another attempt. */
      readonly error?: UploadError
      /** The id of the upload with the same content that sends the bytes for both. */
      readonly twinOf?: string
    }
  | {
      readonly status: 'inspecting'
      /** While `prepare` runs, its progress as a share of the size. */
      readonly inspectedBytes: number
      /** `prepare` is still at work. */
      readonly isPreparing?: true
    }
  | { readonly status: 'requesting' }
  | {
      readonly status: 'sending'
      readonly bytesPerSecond?: number
      readonly secondsLeft?: number
      /** A service worker hides the progress from the browser, so `sentBytes` says nothing. */
      readonly isProgressHidden?: true
    }
  | { readonly status: 'confirming' }
  | {
      readonly status: 'paused'
      readonly by: PausedBy
      readonly at: Step
      /**
       * Finds the missing file of a recovered upload. The browser reads it once the user has allowed that: call
       * `requestPermission({ mode: 'read' })` in a click, and `provideFile` with what `getFile()` returns.
       */
      readonly handle?: FileSystemFileHandle
      /** The browser may read the missing file by itself, and it is being compared with the one that was added. */
      readonly isComparing?: true
    }
  | { readonly status: 'failed'; readonly at: Step; readonly error: UploadError }
  | { readonly status: 'cancelled' }
  | { readonly status: 'done'; readonly outcome: Outcome; readonly stored: TFile }

export type PausedBy = 'user' | 'offline' | 'file-missing'

/** Whether a file was sent, was at the backend already so that nothing was sent, or comes from `addStored`. */
export type Outcome = 'uploaded' | 'existing' | 'initial'

/** The upload of one file. Its ticket, parts and receipt are private and never appear here. */
export type Upload<TFile extends StoredFile = StoredFile> = UploadFacts & UploadState<TFile>

export type UploadStatus = Upload['status']

export type DoneUpload<TFile extends StoredFile = StoredFile> = Upload<TFile> & { readonly status: 'done' }

export type FailedUpload<TFile extends StoredFile = StoredFile> = Upload<TFile> & { readonly status: 'failed' }

export interface Totals {
  readonly count: number
  readonly done: number
  readonly failed: number
  /** bytes, without uploads that are initial, existing, cancelled, or failed for good */
  readonly totalBytes: number
  readonly inspectedBytes: number
  readonly sentBytes: number
  readonly bytesPerSecond?: number
  readonly secondsLeft?: number
  /** 0 to 1. It never decreases within a batch, and is 1 only when everything that counts is done. */
  readonly progress: number
}
