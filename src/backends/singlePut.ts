import type { RejectionReason } from '../core/types.js'

/** S3 takes less than this in one request. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
const belowBytes = 5 * 1024 ** 3

/** Why a file cannot be sent through an API that knows no parts. */
export function reasonsAgainstSinglePut(file: File): readonly RejectionReason[] {
  return file.size < belowBytes ? [] : [{ code: 'file-too-large', limit: belowBytes }]
}
