import type { UploadBackend } from '../../contract/backend.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import type { ActiveStorageFile } from './ActiveStorageFile.js'
import { type ActiveStorageBackendOptions, checkActiveStorageOptions } from './options.js'
import { readDirectUpload, readDirectUploadProblem, readReference, writeDirectUpload } from './protocol.js'

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
  const { url = '/rails/active_storage/direct_uploads', scope, etagIsMd5 = false } = options
  const client = createHttpClient(options)
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
    async requestTicket(request, context) {
      const token = (options.csrfToken ?? readPageToken)()
      const headers = { 'X-Requested-With': 'XMLHttpRequest', ...(token && { 'X-CSRF-Token': token }) }
      const body = writeDirectUpload(request)
      const label = 'the direct upload call'
      const readProblem = readDirectUploadProblem
      const answer = await client.send({ label, method: 'POST', url, headers, body, context, readProblem })
      return readDirectUpload(answer.body, request)
    },
    async confirm({ request, reference }) {
      const { signedId, filename } = readReference(reference)
      return { id: signedId, signedId, name: filename, type: request.type, size: request.size }
    },
  }
}

function readPageToken(): string | undefined {
  return globalThis.document?.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content
}
