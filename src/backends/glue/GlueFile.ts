import type { StoredFile } from '../../contract/storedFile.js'

/** A file of Glue's. Its `id` (`fil_…`) is what a message takes as an attachment; the ticket's id is another one. */
export interface GlueFile extends StoredFile {
  readonly name: string
}
