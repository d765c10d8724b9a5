import type { Inspector } from '../../contract/ports/inspector.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadableEntry } from '../../uploader/entry.js'
import { takeFingerprint } from '../file/takeFingerprint.js'

/** Whether a file that somebody picked is the one that an upload lacks. Its name and date do not matter. */
export async function isSameFile(
  { upload, run }: UploadableEntry<StoredFile>,
  file: File,
  inspector: Inspector,
): Promise<boolean> {
  const { inspection, prepare, fingerprint } = run
  const { signal } = new AbortController()
  const digest = inspection?.digest
  if (digest && !prepare) {
    if (file.size !== upload.size) return false
    const read = await inspector.inspect(file, {
      digest: digest.algorithm,
      digestOnly: true,
      signal,
      onProgress: () => {},
    })
    return read.digest?.hex === digest.hex
  }
  // It was not inspected on the earlier page, so none of its bytes were sent, or it is prepared again.
  const { name, size } = upload.picked ?? upload
  if (fingerprint === null) return file.name === name && file.size === size
  return fingerprint === (await takeFingerprint(file, inspector, signal))
}
