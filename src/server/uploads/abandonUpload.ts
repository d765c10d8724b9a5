import { endUpload } from './endUpload.js'
import type { UploadService } from './UploadService.js'

/** Ends an upload that its owner gives up. Ignores what is unknown, registered or ended. */
export async function abandonUpload(service: UploadService, owner: string, reference: string): Promise<void> {
  const [upload] = await service.records.findUploads(owner, [reference])
  if (upload) await endUpload(service, upload)
}
