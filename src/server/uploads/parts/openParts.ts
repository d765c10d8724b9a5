import type { UploadRecord } from '../../records/Records.js'
import type { UploadService } from '../UploadService.js'

/** Starts the multipart upload of a ticket once, whoever asks for it at the same time. */
export async function openParts({ storage, records }: UploadService, upload: UploadRecord): Promise<void> {
  if (upload.multipartId !== null) return
  const started = await storage.startParts(upload.key, upload.announced.type)
  const kept = await records.setMultipartId(upload.id, started)
  if (kept !== started) await storage.abortParts(upload.key, started)
}
