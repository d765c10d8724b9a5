import { UploadError } from '../../errors/UploadError.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { RunningEntry } from '../../uploader/entry.js'

/** S3 takes less than this in one request. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
export const s3SinglePutBelowBytes: number = 5 * 1024 ** 3

/**
 * What storage would turn away after its last byte is turned away before the first.
 * @throws {UploadError} 'too-large'
 */
export function refuseSinglePut({ upload, run }: RunningEntry<StoredFile>): void {
  const limit = run.backend.singlePutBelowBytes ?? s3SinglePutBelowBytes
  if (upload.size < limit) return
  const why = `${upload.name} is to be sent in one piece, which storage takes below ${limit} bytes only: it needs parts.`
  throw new UploadError('too-large', why)
}
