import type { StoredFile } from '../../contract/storedFile.js'

/**
 * A blob of Active Storage's. Its `id` is the signed id: a capability that belongs into the form's hidden input and
 * nowhere else, so it is in no message, log or kept record.
 */
export interface ActiveStorageFile extends StoredFile {
  /** The same as `id`. */
  readonly signedId: string
  readonly name: string
}
