import type { StorageRefusal } from '../../contract/backend.js'
import type { UploadErrorInit } from '../../errors/UploadError.js'

/** A 403 means either an expired URL or headers that do not match. A new ticket shows which, so it is tried once. */
export function readVisibuildRefusal({ status }: StorageRefusal): UploadErrorInit | undefined {
  return status === 403 ? { code: 'storage-refused', retry: { when: 'automatically', from: 'ticket' } } : undefined
}
