import type { Upload } from '../../../contract/upload.js'
import { canRetry } from '../../../uploader/selectors.js'

export function hasFailed({ status }: Upload): boolean {
  return status === 'failed'
}

/** An upload that was cancelled can be started again, too, but has not failed. */
export function hasFailedAndCanRetry(upload: Upload): boolean {
  return hasFailed(upload) && canRetry(upload)
}
