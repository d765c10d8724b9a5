import type { StoredFile } from '../../contract/storedFile.js'
import type { StoredUpload, TicketRequest } from '../../contract/backend.js'
import type { RunningEntry } from '../../uploader/entry.js'

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
