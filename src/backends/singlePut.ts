import type { RejectionReason } from '../core/types.js'

/** S3 takes 5 GiB in one request at the most. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
const mostBytes = 5 * 1024 ** 3

/** Why a file cannot be sent through an API that knows no parts. */
export function reasonsAgainstSinglePut(file: File): readonly RejectionReason[] {
  return file.size > mostBytes ? [{ code: 'file-too-large', limit: mostBytes }] : []
}
