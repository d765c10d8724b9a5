import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { StoredUpload, TicketRequest } from '../../contract/backend.js'
import { PlainError } from '../../errors/PlainError.js'
import type { Entry, RunningEntry } from '../../uploader/entry.js'
import type { KnownBytes } from '../../shared/storage/contradictions.js'

/**
 * The bytes to inspect and to send: as picked, or as `prepare` made them.
 * @throws {PlainError} 'file-missing'
 */
export function requireFile({ upload }: Entry<StoredFile>, step: Step): File {
  if (upload.file) return upload.file
  throw new PlainError('file-missing', `${upload.name} is not at hand. Pick it again.`, { step })
}

/** What the backend learns about the file. */
export function toTicketRequest({ upload, run }: RunningEntry<StoredFile>): TicketRequest {
  const { id, name, size, type, metadata } = upload
  const { inspection } = run
  return {
    id,
    name,
    size,
    type,
    ...(inspection?.sniffedType !== undefined && { sniffedType: inspection.sniffedType }),
    ...(inspection?.digest && { digest: inspection.digest }),
    ...(inspection?.image && { image: inspection.image }),
    metadata,
  }
}

/** What `confirm` works from. */
export function toStoredUpload(entry: RunningEntry<StoredFile>): StoredUpload {
  const { reference, receipt } = entry.run
  return { request: toTicketRequest(entry), reference: reference ?? null, receipt }
}

/** What is known of the bytes that go to storage, to compare with what a backend says of them. */
export function toKnownBytes({ upload, run }: RunningEntry<StoredFile>): KnownBytes {
  return { name: upload.name, size: upload.size, digest: run.inspection?.digest }
}
