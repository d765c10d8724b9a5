import type { StoredFile } from '../../contract/storedFile.js'

/**
 * A stored file of Visibuild's. Its key goes into `attachmentKeys` of the one record that it is linked to.
 * That it is stored says nothing of its content: Visibuild scans later, and may quarantine it then without telling.
 */
export interface VisibuildFile extends StoredFile {
  /** The same as `id`. */
  readonly key: string
  readonly name: string
}
