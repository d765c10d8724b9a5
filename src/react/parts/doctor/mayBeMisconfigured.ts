import type { UploadErrorCode } from '../../../errors/codes.js'
import type { Upload } from '../../../contract/upload.js'

/** Failures that a wrong set-up may have caused, rather than a file, a user or the network alone. */
const configurationCodes: ReadonlySet<UploadErrorCode> = new Set([
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

/** Whether an upload failed in a way that the doctor may be able to explain. */
export function mayBeMisconfigured(upload: Upload): boolean {
  return upload.status === 'failed' && configurationCodes.has(upload.error.code)
}
