import type { StoredFile } from '../../contract/storedFile.js'

/**
 * A file stored in Visibuild. Its key goes into the `attachmentKeys` of the one record that it is linked to. Visibuild
 * scans stored files later and may quarantine them, which its API does not report.
 */
export interface VisibuildFile extends StoredFile {
  /** The same as `id`. */
  readonly key: string
  readonly name: string
}
