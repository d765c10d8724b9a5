import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadableEntry } from '../../uploader/entry.js'

/**
 * Whether the bytes to send have to be made again from the picked file: an earlier page prepared and sent them, and only
 * the picked file is kept.
 */
export function isToBeMadeAgain({ upload, run }: UploadableEntry<StoredFile>): boolean {
  return upload.file === null && run.picked !== null
}
