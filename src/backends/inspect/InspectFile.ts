import type { StoredFile } from '../../contract/storedFile.js'

/** A file in Inspect. The API returns only its id; all other fields are from the upload. */
export interface InspectFile extends StoredFile {
  readonly assetId: string
}
