import type { StoredFile } from '../../contract/storedFile.js'

/** A file attachment in ION. Download URLs are short-lived, so `get` fetches a new `url` and nothing stores it. */
export interface IonFile extends StoredFile {
  readonly filename: string
  /** The `entity { id }` of the run step, run, procedure, step, part or run step field that the file is attached to. */
  readonly entityId: string
  /** The storage key. With it and the ETag, `registerUnder` attaches the file to another entity without sending it. */
  readonly s3Key?: string
  /** The ETag of the storage object. */
  readonly s3Etag?: string
}
