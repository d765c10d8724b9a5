import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadableEntry } from '../../uploader/entry.js'

/**
 * Whether there is nothing to send, but the picked file to make it of: an earlier page prepared and sent it, and only the
 * picked file is kept.
 */
export function isToBeMadeAgain({ upload, run }: UploadableEntry<StoredFile>): boolean {
  return upload.file === null && run.picked !== null
}
