import type { StoredFile } from '../../../../contract/storedFile.js'
import type { Upload } from '../../../../contract/upload.js'
import type { Uploader } from '../../../../contract/uploader.js'

export function addInitial(uploader: Uploader, group: string | undefined, files: readonly StoredFile[]): void {
  uploader.addStored(files, group === undefined ? {} : { group })
}

/** The id of the file of `addStored` that a row shows; null for any other row. */
export function initialIdOf(upload: Upload): string | null {
  return upload.status === 'done' && upload.outcome === 'initial' ? upload.stored.id : null
}
