import type { StoredFile } from '../../contract/storedFile.js'
import { PlainError } from '../../errors/PlainError.js'
import type { UploadableEntry } from '../../uploader/entry.js'
import { toKnownBytes } from './toKnownBytes.js'
import { checkStoredFile } from './checkAnswer.js'
import { findDifference } from './refuseOtherFile.js'

/**
 * Makes sure that what was registered is what was sent, because a backend may have mixed up two uploads.
 * @throws {PlainError} 'answer-malformed', 'record-mismatch'
 */
export function checkConfirmed<TFile extends StoredFile>(entry: UploadableEntry<TFile>, answer: unknown): TFile {
  // checkStoredFile sees that it is a file; its further fields are the adapter's own.
  const file = checkStoredFile(answer) as TFile
  const detail = findDifference(file, toKnownBytes(entry))
  if (detail === null) return file
  throw new PlainError('record-mismatch', 'is-registered-otherwise', { detail })
}
