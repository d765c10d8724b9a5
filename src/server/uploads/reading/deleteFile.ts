import { unknownFile } from '../Refusal.js'
import type { UploadService } from '../UploadService.js'

/**
 * Deletes a file, and its object if no other file has it. What storage does not remove now, `sweep` removes later.
 * @throws {Refusal} if there is no such file
 */
export async function deleteFile({ storage, records, hooks }: UploadService, owner: string, id: string): Promise<void> {
  const deleted = await records.deleteFile(owner, id)
  if (!deleted) throw unknownFile()
  const removals = await Promise.allSettled(deleted.droppedKeys.map((key) => storage.remove(key)))
  for (const removal of removals) if (removal.status === 'rejected') hooks.onError(removal.reason, 'deleteFile')
}
