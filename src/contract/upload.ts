import type { Metadata } from './json.js'
import type { ImageFacts } from './fileFacts.js'
import type { Step } from './step.js'
import type { StoredFile } from './storedFile.js'
import type { Rejection } from './restrictions.js'
import type { UploadError } from '../errors/UploadError.js'

/** Immutable; parts keep their identity when nothing in them changed. */
export interface Snapshot<TFile extends StoredFile = StoredFile> {
  readonly uploads: readonly Upload<TFile>[]
  readonly rejections: readonly Rejection[]
  readonly totals: Totals
}

/** What every row has, whatever its status. */
export interface UploadFacts {
  readonly id: string
  readonly name: string
  /** bytes */
  readonly size: number
  /** MIME type */
  readonly type: string
  /** null: a recovered row whose file is not at hand, or an initial one */
  readonly file: File | null
  readonly metadata: Metadata
  readonly group?: string
  readonly image?: ImageFacts
  /** What the bytes say it is, where they say something: a name may say otherwise. */
  readonly sniffedType?: string
  /** A small upright picture for the row, made by the one decode there is. */
  readonly thumbnail?: Blob
  /** Never falls within a run. */
  readonly sentBytes: number
  /** Which try of the present step this is; 1 for the first. In `sending` above 1 the bytes go out again. */
  readonly attempt: number
}

/** What only one status has. */
export type UploadState<TFile extends StoredFile = StoredFile> =
  /** Waiting for a slot, for a retry, or for the twin that carries its bytes. */
  | {
      readonly status: 'queued'
      readonly next: Step
      /** When the next try comes: milliseconds since the epoch. */
      readonly retryAt?: number
      /** Why there is to be another try. */
      readonly error?: UploadError
      readonly twinOf?: string
    }
  | { readonly status: 'inspecting'; readonly inspectedBytes: number }
  | { readonly status: 'requesting' }
  | {
      readonly status: 'sending'
      readonly bytesPerSecond?: number
      readonly secondsLeft?: number
      /** A service worker hides the progress from the browser, so `sentBytes` says nothing. */
      readonly isProgressHidden?: true
    }
  | { readonly status: 'confirming' }
  | { readonly status: 'paused'; readonly by: PausedBy; readonly at: Step }
  | { readonly status: 'failed'; readonly at: Step; readonly error: UploadError }
  | { readonly status: 'cancelled' }
  | { readonly status: 'done'; readonly outcome: Outcome; readonly stored: TFile }

export type PausedBy = 'user' | 'offline' | 'file-missing'

/** How it came to be done: sent, already there (nothing was sent), or there before this session. */
export type Outcome = 'uploaded' | 'existing' | 'initial'

/** One file on its way. Ticket, parts and receipt are private: they never show here. */
export type Upload<TFile extends StoredFile = StoredFile> = UploadFacts & UploadState<TFile>

export type UploadStatus = Upload['status']

export type DoneUpload<TFile extends StoredFile = StoredFile> = Upload<TFile> & { readonly status: 'done' }

export type FailedUpload<TFile extends StoredFile = StoredFile> = Upload<TFile> & { readonly status: 'failed' }

export interface Totals {
  readonly count: number
  readonly done: number
  readonly failed: number
  /** bytes, of what is not initial, existing, cancelled or failed for good */
  readonly totalBytes: number
  readonly inspectedBytes: number
  readonly sentBytes: number
  readonly bytesPerSecond?: number
  readonly secondsLeft?: number
  /** 0 to 1, never falls within a batch, 1 only when all that counts is done */
  readonly progress: number
}
