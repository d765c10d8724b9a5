import type { UploadBackend } from '../../contract/backend.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import type { ActiveStorageFile } from './ActiveStorageFile.js'
import { type ActiveStorageBackendOptions, checkActiveStorageOptions } from './options.js'

/**
 * A backend that speaks Rails' direct uploads. There is no call at the end: the result is the signed id, which goes
 * into the hidden input of the form that saves the record. Rails purges blobs that no record was attached to, if the
 * application schedules it.
 *
 * Assumption: Rails documents no errors. They are read by their status, where 422 is what it answers a stale CSRF token
 * with, and refusals by storage as S3 means them.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @see https://guides.rubyonrails.org/active_storage_overview.html#direct-uploads
 * @example createActiveStorageBackend({})
 */
export function createActiveStorageBackend(
  options: ActiveStorageBackendOptions = {},
): UploadBackend<ActiveStorageFile> {
  checkActiveStorageOptions(options)
  const { scope, etagIsMd5 = false } = options
  const calls = new LazyCalls(async () => (await import('./calls.js')).createActiveStorageCalls(options))
  return {
    name: 'active-storage',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: 'md5',
    sharesFiles: false,
    confirmIsIdempotent: true,
    referenceIsCapability: true,
    etagIsMd5,
    check: reasonsAgainstSinglePut,
    preload: calls.preload,
    ...calls.pick('requestTicket', 'confirm'),
  }
}
