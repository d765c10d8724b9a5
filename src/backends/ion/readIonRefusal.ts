import type { StorageRefusal } from '../../contract/backend.js'
import type { UploadErrorInit } from '../../errors/UploadError.js'

/**
 * ION's storage answers 403 in two cases. A signature mismatch means that the Content-Type differs from the one in the
 * ticket, which a new ticket may fix once. Anything else means that the URL was used before or has expired.
 */
export function readIonRefusal({ status, code }: StorageRefusal): UploadErrorInit | undefined {
  if (status !== 403 || code === 'SignatureDoesNotMatch') return undefined
  return { code: 'ticket-expired' }
}
