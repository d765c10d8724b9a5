import type { FileRecord, UploadRecord } from '../../records/Records.js'
import type { ObjectFacts } from '../../storage/ObjectStore.js'
import { announceFile } from '../confirm/announceFile.js'
import { registerObject } from '../confirm/registerObject.js'
import { verifyObject } from '../confirm/verifyObject.js'
import { endUpload } from '../endUpload.js'
import type { UploadService } from '../UploadService.js'

/**
 * Registers the upload whose object has arrived, as if its client had confirmed it. Ignores keys that are no upload's, and
 * uploads that are registered or have ended.
 */
export async function registerArrived(service: UploadService, key: string): Promise<void> {
  const upload = await service.records.findUploadByKey(key)
  if (!upload || upload.isOverObject || !isUnderWay(upload)) return
  // Another server with the same records has its profile.
  if (!service.profiles.has(upload.profile)) return
  const found = await verifyObject(service, upload)
  // Each write is an event of its own.
  if (found.kind === 'missing' || found.kind === 'other-etag') return
  if (found.kind !== 'verified') {
    await endUpload(service, upload)
    return
  }
  const file = await register(service, upload, found.object)
  if (file) await announceFile(service, file)
}

/** null: the upload has been registered, or has ended, in the meantime. Its object may then be elsewhere, or gone. */
async function register(service: UploadService, upload: UploadRecord, object: ObjectFacts): Promise<FileRecord | null> {
  try {
    return await registerObject(service, upload, object, upload.announced)
  } catch (error) {
    const now = await service.records.findUploadByKey(upload.key)
    if (now && isUnderWay(now)) throw error
    return null
  }
}

function isUnderWay({ state }: UploadRecord): boolean {
  return state === 'pending' || state === 'stored'
}
