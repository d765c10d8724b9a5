import type { UploadBackend } from '../../contract/backend.js'
import { LazyCalls } from '../LazyCalls.js'
import { reasonsAgainstSinglePut } from '../reasonsAgainstSinglePut.js'
import type { ActiveStorageFile } from './ActiveStorageFile.js'
import { type ActiveStorageBackendOptions, checkActiveStorageOptions } from './options.js'

/**
 * Creates a backend for Rails' direct uploads. Confirming needs no call: the result is the signed id, which goes into a
 * hidden input of the form that saves the record. Rails purges unattached blobs only if the application schedules it.
 *
 * Assumption: Rails documents no errors, so they are read by their status. 422 is its answer to a stale CSRF token.
 * Refusals by storage are read as S3 documents them.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
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
