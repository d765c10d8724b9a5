import type { UploadErrorCode } from '../../core/errors.js'
import type { Upload } from '../../core/types.js'

const codes: ReadonlySet<UploadErrorCode> = new Set(['file-missing', 'file-unreadable', 'file-changed'])

/** Whether an upload could go on if only its file were chosen again. */
export function lacksFile(upload: Upload): boolean {
  if (upload.status === 'paused') return upload.by === 'file-missing'
  return upload.status === 'failed' && codes.has(upload.error.code)
}
