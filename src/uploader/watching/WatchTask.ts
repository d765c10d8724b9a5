import type { UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Turns } from './Turns.js'
import type { WatcherContext } from './watchUpload.js'

/** A file to watch. */
export interface WatchTask<TFile extends StoredFile> extends Pick<WatcherContext<TFile>, 'ports'> {
  readonly backend: UploadBackend<TFile>
  readonly fileId: string
  /** When the backend was known to process it, in monotonic milliseconds. */
  readonly sinceMs: number
  readonly turns: Turns
  /** Fires when the file is processed, or nobody wants to know any more. */
  readonly signal: AbortSignal
  readonly onChange: (file: TFile | null | undefined) => void
}
