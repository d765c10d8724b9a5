import type { StoredFile } from '../../contract/storedFile.js'

/** A file of Inspect's. The API answers with its id and nothing else; the rest is what was asked with. */
export interface InspectFile extends StoredFile {
  readonly assetId: string
}
