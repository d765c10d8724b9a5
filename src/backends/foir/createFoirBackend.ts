import type { UploadBackend } from '../../core/types.js'
import { graphql } from '../graphql.js'
import { createHttpClient } from '../http.js'
import type { FoirFile } from './FoirFile.js'
import { checkFoirOptions, type FoirBackendOptions } from './options.js'
import {
  fileQuery,
  finalizeMutation,
  readConfirmError,
  readFile,
  readFoirRefusal,
  readStarted,
  readUploadId,
  reasonsAgainst,
  startMutation,
  writeStart,
} from './protocol.js'

/** Counted from `createFileUpload`. */
const ticketSeconds = 15 * 60

/**
 * A backend that speaks Foir's files API through the app's own server, which holds the secret key and ties each upload
 * id to its user (`examples/foir-broker` shows one).
 *
 * An upload's metadata goes to Foir as it is (`alt`, `source`, …), but for `folder`, which is an argument of its own.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @example createFoirBackend({ endpoint: '/api/media/graphql', folder: 'campaigns/spring-26' })
 */
export function createFoirBackend(options: FoirBackendOptions): UploadBackend<FoirFile> {
  checkFoirOptions(options)
  const { endpoint: url, scope, folder } = options
  const client = createHttpClient(options)
  return {
    name: 'foir',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: null,
    sharesFiles: false,
    confirmIsIdempotent: true,
    check: reasonsAgainst,
    async requestTicket(request, context) {
      const data = await graphql(client, {
        label: 'createFileUpload',
        url,
        query: startMutation,
        variables: writeStart(request, folder),
        context,
      })
      const { uploadId, uploadUrl } = readStarted(data)
      return {
        kind: 'put',
        url: uploadUrl,
        headers: { 'Content-Type': request.type },
        reference: { uploadId },
        expiresInSeconds: ticketSeconds,
        singleUse: true,
      }
    },
    async confirm({ reference }, context) {
      const variables = { uploadId: readUploadId(reference) }
      const data = await graphql(client, {
        label: 'confirmFileUpload',
        url,
        query: finalizeMutation,
        variables,
        context,
        readError: readConfirmError,
      })
      return readFile(data, 'confirmFileUpload')
    },
    readRefusal: readFoirRefusal,
    async get(id, context) {
      const data = await graphql(client, { label: 'file', url, query: fileQuery, variables: { id }, context })
      return readFile(data, 'file')
    },
  }
}
