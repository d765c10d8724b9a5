import type { StoredFile } from '../../contract/storedFile.js'

/** A file in Glue. A message takes its `id` (`fil_…`) as an attachment, not the id of the ticket (`upl_…`). */
export interface GlueFile extends StoredFile {
  readonly name: string
}
