import type { UploadBackend } from '../../contract/backend.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { callApp, readHeaders } from '../http/credentials.js'
import type { HttpOptions } from '../http/HttpClient.js'
import type { ActiveStorageFile } from './ActiveStorageFile.js'
import type { ActiveStorageBackendOptions } from './options.js'
import {
  isStaleToken,
  readDirectUpload,
  readDirectUploadProblem,
  readReference,
  writeDirectUpload,
} from './protocol.js'

export type ActiveStorageCalls = Pick<UploadBackend<ActiveStorageFile>, 'requestTicket' | 'confirm'>

export function createActiveStorageCalls(options: ActiveStorageBackendOptions): ActiveStorageCalls {
  const { url = '/rails/active_storage/direct_uploads' } = options
  const client = createHttpClient(withToken(options))
  return {
    async requestTicket(request, context) {
      const token = options.csrfToken ? undefined : readPageToken()
      const answer = await client.send({
        label: 'the direct upload call',
        method: 'POST',
        url,
        headers: { 'X-Requested-With': 'XMLHttpRequest', ...(token && { [tokenHeader]: token }) },
        body: writeDirectUpload(request),
        context,
        readProblem: readDirectUploadProblem,
        // Without the option, the app's headers have nothing to do with the token.
        ...(options.csrfToken && { isUnauthorized: isStaleToken }),
      })
      return readDirectUpload(answer.body, request)
    },
    async confirm({ request, reference }) {
      const { signedId, filename } = readReference(reference)
      return { id: signedId, signedId, name: filename, type: request.type, size: request.size }
    },
  }
}

/** In lower case, so that the app's own header of this name replaces the token. */
const tokenHeader = 'x-csrf-token'

/** Makes the token one of the headers, so that a token that Rails refuses is renewed as refused headers are. */
function withToken(options: ActiveStorageBackendOptions): HttpOptions {
  const { csrfToken } = options
  if (!csrfToken) return options
  const headers: HttpOptions['headers'] = async (ask) => {
    const token = await callApp('csrfToken', csrfToken, ask)
    const own = await readHeaders(options.headers, ask)
    return { ...(token && { [tokenHeader]: token }), ...Object.fromEntries(own) }
  }
  // The other options are still read at each call.
  return Object.create(options, { headers: { value: headers } }) as HttpOptions
}

function readPageToken(): string | undefined {
  return globalThis.document?.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content
}
