import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'

/** One call that an upload makes together with others. It is made once all of them have joined or left. */
export interface SharedCall<TFile extends StoredFile> {
  /** Resolves with the upload's own answer. */
  join(active: ActiveUpload<TFile>): Promise<unknown>
  /** The upload will not join, so the others need not wait for it. */
  leave(): void
}
