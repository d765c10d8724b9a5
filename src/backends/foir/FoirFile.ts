import type { StoredFile } from '../../contract/storedFile.js'

/** A file of Foir's media library. What the server says wins over what the browser measured. */
export interface FoirFile extends StoredFile {
  /** As stored: unsafe characters are replaced, so it may differ from the name that was sent. */
  readonly filename: string
  readonly mimeType?: string
  /** ISO 8601 */
  readonly createdAt: string
}
