import type { FileRecord } from '../../records/Records.js'
import type { UploadService } from '../UploadService.js'

/**
 * Deletes a file, and its object if no other file has it. What storage does not remove now, `sweep` removes later. False if
 * there is no such file.
 */
export async function deleteFile(service: UploadService, owner: string, id: string): Promise<boolean> {
  const { storage, records, hooks } = service
  const file = hooks.afterDeleted ? await records.findFile(owner, id) : null
  const deleted = await records.deleteFile(owner, id)
  if (!deleted) return false
  // The hook comes first, because nothing calls it again if the process ends here.
  if (file) await callHook(service, file)
  const removals = await Promise.allSettled(deleted.droppedKeys.map((key) => storage.remove(key)))
  for (const removal of removals) if (removal.status === 'rejected') hooks.onError(removal.reason, 'deleteFile')
  return true
}

/** Deletes those of the files that exist, one after another, because there may be thousands. */
export async function deleteFiles(service: UploadService, owner: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) await deleteFile(service, owner, id)
}

async function callHook({ hooks }: UploadService, file: FileRecord): Promise<void> {
  try {
    await hooks.afterDeleted?.({ file })
  } catch (error) {
    hooks.onError(error, 'afterDeleted')
  }
}
