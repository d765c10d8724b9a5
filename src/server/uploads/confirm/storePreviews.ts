import type { FileRecord, PreviewRecord } from '../../records/Records.js'
import type { UploadService } from '../UploadService.js'
import type { MakePreviews, Preview } from './MakePreviews.js'

/** Makes the previews of a file once, and keeps them beside the original. */
export async function storePreviews(service: UploadService, file: FileRecord, make: MakePreviews): Promise<void> {
  if (file.previews.length > 0) return
  const { storage, records } = service
  const previews = await makePreviews(service, file, make)
  const stored = await Promise.all(
    previews.map(async ({ width, type, bytes }): Promise<PreviewRecord> => {
      const key = `${file.objectKey}-${file.id}-${width}`
      await storage.write(key, bytes, type)
      return { key, width, type }
    }),
  )
  if (stored.length === 0 || (await records.setPreviews(file.id, stored))) return
  // The file was deleted while they were made.
  await Promise.all(stored.map(({ key }) => storage.remove(key)))
}

/** A picture that cannot be read will not get better, so it is not tried again. */
async function makePreviews(
  { storage, hooks }: UploadService,
  file: FileRecord,
  make: MakePreviews,
): Promise<readonly Preview[]> {
  try {
    return await make(file, () => storage.read(file.objectKey))
  } catch (error) {
    hooks.onError(error, 'previews')
    return []
  }
}
