import type { Outcome } from '../contract/upload.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploadError } from '../errors/UploadError.js'
import type { PlannedRetry } from '../uploader/reducer.js'
import type { OutageTimeout } from './outages/OutageTimeout.js'

/** What comes after a step: another step, or the stored file. */
export type Next<TFile extends StoredFile> = NextStep | End<TFile>

/** The end of an upload that succeeded. */
export interface End<TFile extends StoredFile> {
  readonly outcome: Outcome
  readonly stored: TFile
}

/** The step that an upload takes next, and what it waits for before. */
export interface NextStep {
  readonly step: Step
  /** A planned retry: it joins its line only then, and the row shows when and why. */
  readonly retry?: PlannedRetry & { readonly delayMs: number }
  /**
   * Default: true for all steps but the inspection, which needs no connection unless its code is still to be loaded.
   */
  readonly needsConnection?: boolean
  /** Code for the step could not be loaded: it is tried again after this long, or as soon as the connection is back. */
  readonly loadAgainMs?: number
}

/** The end of an upload that failed. */
export interface Failure {
  readonly at: Step
  readonly error: UploadError
  /** It failed together with all others that waited for a server. */
  readonly outageTimeout?: OutageTimeout
}
