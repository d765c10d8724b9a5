import type { StoredFile } from '../../contract/storedFile.js'
import { PlainError } from '../../errors/PlainError.js'
import type { Entry } from '../../uploader/entry.js'

/**
 * The bytes to inspect and to send: as picked, or as `prepare` made them.
 * @throws {PlainError} 'file-missing'
 */
export function requireFile({ upload }: Entry<StoredFile>): File {
  if (upload.file) return upload.file
  throw new PlainError('file-missing', 'not-at-hand')
}
