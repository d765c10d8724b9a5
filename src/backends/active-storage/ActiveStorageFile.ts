import type { StoredFile } from '../../contract/storedFile.js'

/**
 * A blob of Active Storage. Its `id` is the signed id, a capability. It belongs in the form's hidden input and nowhere
 * else, so no message, log or kept record contains it.
 */
export interface ActiveStorageFile extends StoredFile {
  /** The same as `id`. */
  readonly signedId: string
  readonly name: string
}
