import type { Inspection } from '../../contract/ports/inspector.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { StoredUpload, TicketRequest } from '../../contract/backend.js'
import type { UploadableEntry } from '../../uploader/entry.js'

/** What the backend learns about the file. */
export function toTicketRequest({ upload, run }: UploadableEntry<StoredFile>): TicketRequest {
  const { id, name, size, type, metadata } = upload
  return { id, name, size, type, ...lastingFacts(run.inspection ?? {}), metadata }
}

/** What of an inspection the backend learns, and what is kept for the next page. */
export function lastingFacts({ sniffedType, digest, image, video }: Inspection): LastingFacts {
  return {
    ...(sniffedType !== undefined && { sniffedType }),
    ...(digest && { digest }),
    ...(image && { image }),
    ...(video && { video }),
  }
}

type LastingFacts = Pick<Inspection, 'sniffedType' | 'digest' | 'image' | 'video'>

/** What `confirm` works from. */
export function toStoredUpload(entry: UploadableEntry<StoredFile>): StoredUpload {
  const { reference, receipt } = entry.run
  return { request: toTicketRequest(entry), reference: reference ?? null, receipt }
}
