import { sizeOf } from '../shared/fileSize.js'
import { s3SinglePutBelowBytes } from '../shared/storage/s3SinglePutBelowBytes.js'
import type { RejectionReason } from '../contract/restrictions.js'

/** The reasons against a file if the API has no multipart uploads. */
export function reasonsAgainstSinglePut(file: File): readonly RejectionReason[] {
  return sizeOf(file) < s3SinglePutBelowBytes ? [] : [{ code: 'file-too-large', limit: s3SinglePutBelowBytes }]
}
