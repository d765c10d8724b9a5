import type { UploadBackend } from '../../contract/backend.js'
import { createHttpClient } from '../http/createHttpClient.js'
import type { ActiveStorageFile } from './ActiveStorageFile.js'
import type { ActiveStorageBackendOptions } from './options.js'
import { readDirectUpload, readDirectUploadProblem, readReference, writeDirectUpload } from './protocol.js'

export type ActiveStorageCalls = Pick<UploadBackend<ActiveStorageFile>, 'requestTicket' | 'confirm'>

export function createActiveStorageCalls(options: ActiveStorageBackendOptions): ActiveStorageCalls {
  const { url = '/rails/active_storage/direct_uploads' } = options
  const client = createHttpClient(options)
  return {
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
