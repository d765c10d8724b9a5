import type { StoredFile } from '../../contract/storedFile.js'
import type { StoredUpload, TicketRequest } from '../../contract/backend.js'
import type { RunningEntry } from '../../uploader/entry.js'

/** What the backend learns about the file. */
export function toTicketRequest({ upload, run }: RunningEntry<StoredFile>): TicketRequest {
  const { id, name, size, type, metadata } = upload
  const { sniffedType, digest, image } = run.inspection ?? {}
  return {
    id,
    name,
    size,
    type,
    ...(sniffedType !== undefined && { sniffedType }),
    ...(digest && { digest }),
    ...(image && { image }),
    metadata,
  }
}

/** What `confirm` works from. */
export function toStoredUpload(entry: RunningEntry<StoredFile>): StoredUpload {
  const { reference, receipt } = entry.run
  return { request: toTicketRequest(entry), reference: reference ?? null, receipt }
}
