import type { StoredFile } from '../../contract/storedFile.js'

/** A file in Foir's media library. The server's values take precedence over what the browser measured. */
export interface FoirFile extends StoredFile {
  /** The stored name. Foir replaces unsafe characters, so it may differ from the name that was sent. */
  readonly filename: string
  readonly mimeType?: string
  /** When the file was created, in ISO 8601. */
  readonly createdAt: string
}
