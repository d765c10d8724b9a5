import type { StorageRefusal } from '../../contract/backend.js'
import { readUntimeliness } from '../../errors/readUntimeliness.js'
import type { UploadErrorInit } from '../../errors/UploadError.js'

/**
 * Foir's storage answers 400 if length, type or bytes differ from what was declared, which no retry can fix. S3 also
 * answers 400 for failures in transit, which the core reads.
 */
export function readFoirRefusal(refusal: StorageRefusal): UploadErrorInit | undefined {
  const { status, code = '' } = refusal
  if (status !== 400 || transitCodes.has(code) || readUntimeliness(refusal)) return undefined
  return { code: 'type-mismatch', retry: { when: 'never', from: 'call' } }
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const transitCodes: ReadonlySet<string> = new Set([
  'BadDigest',
  'IncompleteBody',
  'RequestTimeout',
  'XAmzContentChecksumMismatch',
  'XAmzContentSHA256Mismatch',
])
