import { PlainError } from '../../errors/PlainError.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { s3SinglePutBelowBytes } from '../../shared/storage/s3SinglePutBelowBytes.js'
import type { UploadableEntry } from '../../uploader/entry.js'

/**
 * Refuses, before the first byte, a file that storage would refuse after the last.
 * @throws {PlainError} 'too-large'
 */
export function refuseSinglePut({ upload, run }: UploadableEntry<StoredFile>): void {
  const limit = run.backend.singlePutBelowBytes ?? s3SinglePutBelowBytes
  if (upload.size < limit) return
  throw new PlainError('too-large', 'needs-parts', { detail: limit })
}
