import type { FileRecord } from '../../records/Records.js'
import type { UploadService } from '../UploadService.js'
import { storePreviews } from './storePreviews.js'

/**
 * Tells the app about a registered file, and has its previews made. Whatever is not finished here, because the hook fails or
 * the process ends, `sweep` does again.
 */
export async function announceFile(service: UploadService, file: FileRecord): Promise<void> {
  const { records, hooks } = service
  try {
    await hooks.afterRegistered?.({ file })
  } catch (error) {
    hooks.onError(error, 'afterRegistered')
    return
  }
  if (!hooks.previews) {
    await records.markAnnounced(file.id)
    return
  }
  // The person waits for the file, not for its previews.
  const work = storePreviews(service, file, hooks.previews)
    .then(() => records.markAnnounced(file.id))
    .catch((error: unknown) => hooks.onError(error, 'previews'))
  if (hooks.waitUntil) hooks.waitUntil(work)
}
