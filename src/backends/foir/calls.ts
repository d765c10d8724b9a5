import type { CallContext, UploadBackend } from '../../contract/backend.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { graphql } from '../http/graphql.js'
import type { HttpClient } from '../http/HttpClient.js'
import type { FoirFile } from './FoirFile.js'
import type { FoirBackendOptions, FoirReadOptions } from './options.js'
import {
  fileQuery,
  finalizeMutation,
  readConfirmError,
  readFile,
  readStarted,
  readUploadId,
  startMutation,
  writeStart,
} from './protocol.js'

export type FoirCalls = Required<Pick<UploadBackend<FoirFile>, 'requestTicket' | 'confirm' | 'get'>>

/** The lifetime of a ticket, counted from `createFileUpload`. */
const ticketLifetimeSeconds = 15 * 60

const foirEndpoint = 'https://api.foir.io/graphql'

export function createFoirCalls(options: FoirBackendOptions): FoirCalls {
  const { endpoint: url, folder, read } = options
  const client = createHttpClient(options)
  const reading = read ? openReading(options, read) : { client, url }

  async function readById(id: string, context: Pick<CallContext, 'signal'>): Promise<FoirFile> {
    const call = { label: 'file', url: reading.url, query: fileQuery, variables: { id }, context }
    return readFile(await graphql(reading.client, call), 'file')
  }

  return {
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
        expiresInSeconds: ticketLifetimeSeconds,
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
    get: readById,
  }
}

/** Reads go to Foir itself, which must not get the credentials for the app's own server. */
function openReading(
  options: FoirBackendOptions,
  { endpoint: url = foirEndpoint, publishableKey }: FoirReadOptions,
): { readonly client: HttpClient; readonly url: string } {
  const { timeoutMs } = options
  const client = createHttpClient({
    headers: { 'x-api-key': publishableKey },
    // Read at each call, because the option may change.
    fetch: (input, init) => (options.fetch ?? globalThis.fetch)(input, init),
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  return { client, url }
}
