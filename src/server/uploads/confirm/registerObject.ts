import type { FileRecord, UploadRecord } from '../../records/Records.js'
import type { ObjectFacts } from '../../storage/ObjectStore.js'
import type { AnnouncedFile } from '../AnnouncedFile.js'
import { finalKey, isOverwritable } from '../issue/objectKeys.js'
import { Refusal } from '../Refusal.js'
import type { UploadService } from '../UploadService.js'
import { hasAnnouncements } from './announceFile.js'
import { type ListPlace, takePlace } from './listPlaces.js'

/** Registers a verified object. null if the upload has ended in the meantime. */
export async function registerObject(
  service: UploadService,
  upload: UploadRecord,
  object: ObjectFacts,
  file: AnnouncedFile,
  place: ListPlace = takePlace(),
): Promise<FileRecord | null> {
  const { storage, records, hooks } = service
  if (upload.multipartId !== null) await abortOtherParts(service, upload)
  // An upload over the object of a file has a key for which no URL is valid any more.
  const isCopied = isOverwritable(upload.key) && !upload.isOverObject
  const kept = isCopied ? await copyObject(service, upload, object) : { key: upload.key, etag: object.etag }
  const record = await records.register({
    uploadId: upload.id,
    ...place,
    objectKey: kept.key,
    etag: kept.etag,
    file,
    alt: altOf(file),
    isAnnounced: !hasAnnouncements(hooks),
    nowMs: Date.now(),
  })
  if (!isCopied) return record
  try {
    if (record) await storage.remove(upload.key)
    else await removeCopy(service, upload, kept.key)
  } catch (error) {
    hooks.onError(error, 'registerObject')
  }
  return record
}

/**
 * A process may have stopped after it had started a multipart upload and before it recorded that; the next call has started
 * another. Once the file is registered, nothing would look for the first one.
 */
async function abortOtherParts({ storage, hooks }: UploadService, { key }: UploadRecord): Promise<void> {
  try {
    for (const id of await storage.findMultipartUploads(key)) await storage.abortParts(key, id)
  } catch (error) {
    hooks.onError(error, 'registerObject')
  }
}

/** An app names a picture's alternative text in its metadata. From now on it is a field of the file, and can be changed. */
function altOf({ metadata: { alt } }: AnnouncedFile): string | null {
  return typeof alt === 'string' && alt !== '' ? alt : null
}

/** Copies an object to a key for which no URL was ever signed. */
async function copyObject(
  { storage, records }: UploadService,
  { id, key: from }: UploadRecord,
  { etag, size }: ObjectFacts,
): Promise<{ readonly key: string; readonly etag: string }> {
  const key = finalKey(from, etag)
  await records.expectObject(key, id)
  const outcome = await storage.copy({ from, to: key, etag })
  // Storage may give a copy another ETag. If the original is gone, another confirm may have copied it.
  const copy = await storage.head(key)
  if (copy && copy.size === size) return { key, etag: copy.etag }
  const hasChanged = outcome === 'source-changed'
  const why = hasChanged ? 'The stored object has changed.' : 'The stored object could not be kept.'
  throw new Refusal(409, why, { code: 'not-verified' })
}

/** An upload that failed has no file. One that was registered by somebody else may have a file with this very object. */
async function removeCopy(
  { storage, records }: UploadService,
  { id, owner }: UploadRecord,
  key: string,
): Promise<void> {
  const [now] = await records.findUploads(owner, [id])
  if (now?.state === 'failed') await storage.remove(key)
}
