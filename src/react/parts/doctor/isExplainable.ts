import type { UploadErrorCode } from '../../../errors/codes.js'
import type { Upload } from '../../../contract/upload.js'

/** Failures that may come from the set-up, rather than from a file, a person or the network alone. */
const explainable: ReadonlySet<UploadErrorCode> = new Set([
  'inspection-failed',
  'app-failed',
  'server-unreachable',
  'server-redirected',
  'endpoint-missing',
  'answer-malformed',
  'ticket-unusable',
  'ticket-expired',
  'storage-refused',
  'storage-blocked',
  'storage-unreachable',
  'storage-redirected',
  'storage-unexpected',
  'bytes-damaged',
  'etag-hidden',
])

/** Whether an upload failed with something that the doctor may explain. */
export function isExplainable(upload: Upload): boolean {
  return upload.status === 'failed' && explainable.has(upload.error.code)
}
