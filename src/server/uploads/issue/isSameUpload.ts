import type { FileRecord, UploadRecord } from '../../records/Records.js'
import type { AnnouncedFile } from '../AnnouncedFile.js'
import { isSameJson } from '../storableJson.js'
import { isOverwritable } from './objectKeys.js'
import type { Way } from './chooseWay.js'

/** Whether an earlier upload is for the same bytes, to be recorded in the same way. */
export function isSameUpload(earlier: UploadRecord, profile: string, file: AnnouncedFile): boolean {
  return earlier.profile === profile && isSameFile(earlier.announced, file) && isSameRecord(earlier.announced, file)
}

/** Whether the client may send the bytes to an earlier upload's key in this way. What was signed for a key must not change. */
export function fitsWay({ key, multipartId }: UploadRecord, { sendWith, isOverwritable: mayOverwrite }: Way): boolean {
  return isOverwritable(key) === mayOverwrite && (multipartId === null || sendWith === 'multipart')
}

/** Whether size, type and digest are the same. */
export function isSameFile(one: AnnouncedFile, other: AnnouncedFile): boolean {
  return (
    one.size === other.size &&
    one.type === other.type &&
    one.digest?.algorithm === other.digest?.algorithm &&
    one.digest?.base64 === other.digest?.base64
  )
}

/** Equal bytes with another name or other metadata are another file, so that the app's data is kept. */
export function isSameRecord(
  one: Pick<FileRecord, 'name' | 'metadata'>,
  other: Pick<AnnouncedFile, 'name' | 'metadata'>,
): boolean {
  return one.name === other.name && isSameJson(one.metadata, other.metadata)
}
