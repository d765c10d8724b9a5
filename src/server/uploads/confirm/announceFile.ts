import type { FileRecord } from '../../records/Records.js'
import type { Hooks } from '../Hooks.js'
import type { UploadService } from '../UploadService.js'
import { storePreviews } from './storePreviews.js'

/** Whether anything is to be done with files that have been registered. */
export function hasAnnouncements(hooks: Hooks): boolean {
  return hooks.afterRegistered !== undefined || hooks.previews !== undefined
}

/**
 * Tells the app about a file that has just been registered, and has its previews made. Whatever is not finished, because the
 * hook fails or the process ends, `sweep` does again.
 */
export async function announceFile(service: UploadService, file: FileRecord): Promise<void> {
  const { hooks } = service
  if (!hasAnnouncements(hooks) || !(await callHook(service, file))) return
  const finished = finishFile(service, file)
  // The person waits for the file, not for its previews.
  if (!hooks.previews) await finished
  else if (hooks.waitUntil) hooks.waitUntil(finished)
}

/** Does what an earlier attempt has left undone. Answers whether it is done now. */
export async function announceAgain(service: UploadService, file: FileRecord): Promise<boolean> {
  return (await callHook(service, file)) && finishFile(service, file)
}

async function callHook({ hooks }: UploadService, file: FileRecord): Promise<boolean> {
  try {
    await hooks.afterRegistered?.({ file })
    return true
  } catch (error) {
    hooks.onError(error, 'afterRegistered')
    return false
  }
}

async function finishFile(service: UploadService, file: FileRecord): Promise<boolean> {
  const { records, hooks } = service
  try {
    if (hooks.previews) await storePreviews(service, file, hooks.previews)
    await records.markAnnounced(file.id)
    return true
  } catch (error) {
    hooks.onError(error, hooks.previews ? 'previews' : 'afterRegistered')
    return false
  }
}
