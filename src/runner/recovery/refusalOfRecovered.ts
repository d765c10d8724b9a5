import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { toUploadError } from '../../errors/toUploadError.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { UploadableEntry } from '../../uploader/entry.js'
import { toRefusal } from '../file/refusal.js'

/**
 * The page that a recovered file was added to is gone, and so are its restrictions: only the backend's own limits
 * apply. A file that is already stored has passed them.
 */
export function refusalOfRecovered(
  { upload, run }: UploadableEntry<StoredFile>,
  step: Step,
  picked: File | null = run.picked,
): UploadError | null {
  // What `prepare` makes of it is judged when it is made.
  if (!picked || step === 'confirming' || run.prepare) return null
  const refusal = toRefusal(run.backend.check?.(picked, upload.metadata) ?? [])
  return refusal && toUploadError(refusal, 'inspecting', picked.name)
}
