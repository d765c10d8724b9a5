import { s3SinglePutBelowBytes } from '../runner/answers/singlePut.js'
import type { RejectionReason } from '../contract/restrictions.js'

/** Why a file cannot be sent through an API that knows no parts. */
export function reasonsAgainstSinglePut(file: File): readonly RejectionReason[] {
  return file.size < s3SinglePutBelowBytes ? [] : [{ code: 'file-too-large', limit: s3SinglePutBelowBytes }]
}
