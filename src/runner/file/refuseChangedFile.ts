import { PlainError } from '../../errors/PlainError.js'
import type { UploadableEntry } from '../../uploader/entry.js'
import { requireFile } from './requireFile.js'
import type { Inspector } from '../../contract/ports/inspector.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { untilAborted } from '../../shared/untilAborted.js'

export interface Look {
  readonly inspector: Inspector
  readonly signal: AbortSignal
}

/**
 * Makes sure that the file can still be read as it was picked.
 * @throws {PlainError} 'file-changed', 'file-missing'
 */
export async function refuseChangedFile(
  entry: UploadableEntry<StoredFile>,
  { inspector, signal }: Look,
): Promise<void> {
  // A medium that does not answer must not keep the slot of an upload that was called off.
  const condition = await untilAborted(inspector.probe(requireFile(entry)), signal)
  if (condition === 'changed') throw fileChanged()
  if (condition === 'missing') {
    throw new PlainError('file-missing', 'is-gone')
  }
}

/** The error of a file whose bytes are no longer those that were picked. */
export function fileChanged(): PlainError {
  return new PlainError('file-changed', 'was-changed')
}
