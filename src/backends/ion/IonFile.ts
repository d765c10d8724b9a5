import type { StoredFile } from '../../contract/storedFile.js'

/** A file attachment of ION's. Its `downloadUrl` is short-lived: `get` fetches a fresh one as `url`, nothing keeps it. */
export interface IonFile extends StoredFile {
  readonly filename: string
  /** What the file is attached to: the `entity { id }` of a run step, run, procedure, step, part or run step field. */
  readonly entityId: string
  /** The storage object; with it and the ETag the file can be registered under another entity without being sent. */
  readonly s3Key?: string
  readonly s3Etag?: string
}
