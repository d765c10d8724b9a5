import type { UploadRecord } from '../records/Records.js'
import type { UploadService } from './UploadService.js'

/**
 * Fails an upload for good and removes what it has in storage. Does nothing if it is registered or has failed before. What
 * storage does not remove now, `sweep` removes later.
 */
export async function endUpload(service: UploadService, upload: UploadRecord): Promise<boolean> {
  const ended = await service.records.fail(upload.id)
  if (!ended) return false
  try {
    await removeBytes(service, upload, ended.droppedKey)
  } catch (error) {
    service.hooks.onError(error, 'endUpload')
  }
  return true
}

/** Removes the object of an upload that has failed, and its parts. */
export async function removeBytes(
  { storage }: UploadService,
  { key, multipartId, isOverObject }: UploadRecord,
  droppedKey: string | null,
): Promise<void> {
  if (isOverObject) {
    if (droppedKey !== null) await storage.remove(droppedKey)
    return
  }
  if (multipartId !== null) await storage.abortParts(key, multipartId)
  await storage.remove(key)
}
