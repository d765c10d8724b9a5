import type { StoredFile } from '../../contract/storedFile.js'
import type { KnownBytes } from '../../shared/storage/contradictions.js'
import type { UploadableEntry } from '../../uploader/entry.js'

/** What is known of the bytes that go to storage, to compare with what a backend says of them. */
export function toKnownBytes({ upload, run }: UploadableEntry<StoredFile>): KnownBytes {
  return { name: upload.name, size: upload.size, digest: run.inspection?.digest }
}
