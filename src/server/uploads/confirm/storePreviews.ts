import type { FileRecord } from '../../records/Records.js'
import type { UploadService } from '../UploadService.js'
import type { MakePreviews, Preview } from './MakePreviews.js'

/** Makes the previews of a file once, and keeps them beside the original. */
export async function storePreviews(service: UploadService, file: FileRecord, make: MakePreviews): Promise<void> {
  const { storage, records } = service
  const previews = (await makePreviews(service, file, make)).map((preview) => ({
    ...preview,
    key: `${file.objectKey}-${file.id}-${preview.width}`,
  }))
  if (previews.length === 0) return
  // Before they are written, so that they are dropped with the file whenever this process stops.
  const isKept = await records.setPreviews(
    file.id,
    previews.map(({ key, width, type }) => ({ key, width, type })),
  )
  if (!isKept) return
  await Promise.all(previews.map(({ key, bytes, type }) => storage.write(key, bytes, type)))
  if (await records.findFile(file.owner, file.id)) return
  // The file was deleted while they were written.
  await Promise.all(previews.map(({ key }) => storage.remove(key)))
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
