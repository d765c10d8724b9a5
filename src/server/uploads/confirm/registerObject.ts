import type { FileRecord, UploadRecord } from '../../records/Records.js'
import type { ObjectFacts } from '../../storage/ObjectStore.js'
import type { AnnouncedFile } from '../AnnouncedFile.js'
import { createFinalKey, isOverwritable } from '../issue/objectKeys.js'
import { Refusal } from '../Refusal.js'
import { longestAlt } from '../storableJson.js'
import type { UploadService } from '../UploadService.js'
import { hasAnnouncements } from './announceFile.js'
import { type ListPlace, takePlace } from './listPlaces.js'
import { isRightCopy } from './verifyObject.js'

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
    // Another confirm may have registered its own copy, or the upload has ended.
    await storage.remove(record?.objectKey === kept.key ? upload.key : kept.key)
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
  return typeof alt === 'string' && alt !== '' ? alt.slice(0, longestAlt).replace(/[\uD800-\uDBFF]$/, '') : null
}

/**
 * Copies an object to a key for which no URL was ever signed, and keeps the copy if it is right.
 * @throws {Refusal}
 */
async function copyObject(
  service: UploadService,
  upload: UploadRecord,
  { etag }: ObjectFacts,
): Promise<{ readonly key: string; readonly etag: string }> {
  const { storage, records, hooks } = service
  const key = createFinalKey(upload.key)
  await records.expectObject(key, upload.id)
  try {
    const outcome = await storage.copy({ from: upload.key, to: key, etag })
    const copy = await storage.head(key)
    if (copy && (await isRightCopy(service, upload, { ...copy, key }))) return { key, etag: copy.etag }
    const hasChanged = copy !== null || outcome === 'source-changed'
    const why = hasChanged ? 'The stored object has changed.' : 'The stored object could not be kept.'
    throw new Refusal(409, why, { code: 'not-verified' })
  } catch (error) {
    // Otherwise each try would leave a copy until the upload ends.
    await storage.remove(key).catch((failure: unknown) => hooks.onError(failure, 'registerObject'))
    throw error
  }
}
