import type { StoredFile } from '../../contract/storedFile.js'
import { toUploadError } from '../../errors/toUploadError.js'
import { deriveError, type UploadError } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { UploadableEntry } from '../../uploader/entry.js'
import { fileChanged, type Look, refuseChangedFile } from '../file/refuseChangedFile.js'

interface FullLook extends Look {
  /** The whole file is read next, which takes long and needs no slot. */
  readonly onRead?: () => void
}

/** The errors of storage and backends when other bytes arrived than were announced. */
const codesOfOtherBytes: ReadonlySet<UploadErrorCode> = new Set([
  'storage-refused',
  'bytes-damaged',
  'too-large',
  'too-small',
  'type-mismatch',
  'not-verified',
  'record-mismatch',
])
const codesOfChange: ReadonlySet<UploadErrorCode> = new Set(['file-changed', 'file-missing'])

/**
 * Checks the file before anything else is blamed for a failure that the file may explain. Returns the file's own error
 * if it was changed or is gone, and the given error otherwise. A browser that cannot read a file while it sends it
 * reports a broken connection. After a refusal the bytes are read again, because the modification time is not reliable:
 * Chromium sends a file that was edited within the same second, and some programs restore a file's old time.
 */
export async function blameChangedFile(
  entry: UploadableEntry<StoredFile>,
  error: UploadError,
  look: FullLook,
): Promise<UploadError> {
  const mayBeOtherBytes = codesOfOtherBytes.has(error.code)
  const { file } = entry.upload
  if (!file || !(mayBeOtherBytes || error.code.startsWith('storage-'))) return error
  try {
    await refuseChangedFile(entry, look)
    if (!mayBeOtherBytes) return error
    look.onRead?.()
    await refuseOtherBytes(entry, file, look)
  } catch (thrown) {
    // That the file cannot be read just now explains nothing that happened before.
    const change = toUploadError(thrown, 'sending', entry.upload.name)
    if (codesOfChange.has(change.code)) return deriveError(change, { step: error.step ?? 'sending' })
  }
  return error
}

async function refuseOtherBytes(
  entry: UploadableEntry<StoredFile>,
  file: File,
  { inspector, signal }: Look,
): Promise<void> {
  const before = entry.run.inspection?.digest
  const { digest: now } = await inspector.inspect(file, {
    // Without a digest, only the length can show a change.
    digest: before?.algorithm ?? null,
    digestOnly: true,
    sizeBytes: entry.upload.size,
    signal,
    onProgress: () => {},
  })
  if (before && now && before.hex !== now.hex) throw fileChanged()
}
