import { isUploadError } from '../../errors/isUploadError.js'
import { deriveError, UploadError } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { RunningEntry } from '../../uploader/entry.js'
import { requireFile } from '../calls/toRequest.js'
import type { Inspector } from '../../contract/ports/inspector.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { untilAborted } from '../../shared/untilAborted.js'

interface Look {
  readonly inspector: Inspector
  readonly signal: AbortSignal
}

/**
 * Makes sure that the file can still be read as it was picked.
 * @throws {UploadError} 'file-changed', 'file-missing'
 */
export async function refuseChangedFile(entry: RunningEntry<StoredFile>, { inspector, signal }: Look): Promise<void> {
  // A medium that does not answer must not keep the slot of an upload that was called off.
  const condition = await untilAborted(inspector.probe(requireFile(entry, 'sending')), signal)
  if (condition === 'changed') throw changed(entry)
  if (condition === 'missing') {
    throw new UploadError('file-missing', `${entry.upload.name} is gone. Pick it again.`, { step: 'sending' })
  }
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
  entry: RunningEntry<StoredFile>,
  error: UploadError,
  look: Look,
): Promise<UploadError> {
  const mayBeOtherBytes = codesOfOtherBytes.has(error.code)
  const { file } = entry.upload
  if (!file || !(mayBeOtherBytes || error.code.startsWith('storage-'))) return error
  try {
    await refuseChangedFile(entry, look)
    if (mayBeOtherBytes) await refuseOtherBytes(entry, file, look)
  } catch (thrown) {
    const step = error.step ?? 'sending'
    if (isUploadError(thrown) && codesOfChange.has(thrown.code)) return deriveError(thrown, { step })
  }
  return error
}

async function refuseOtherBytes(
  entry: RunningEntry<StoredFile>,
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
  if (before && now && before.hex !== now.hex) throw changed(entry)
}

function changed({ upload }: RunningEntry<StoredFile>): UploadError {
  return new UploadError('file-changed', `${upload.name} was changed after it was picked. Pick it again.`, {
    step: 'sending',
  })
}
