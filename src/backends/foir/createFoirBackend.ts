import type { CallContext, UploadBackend } from '../../contract/backend.js'
import { graphql } from '../http/graphql.js'
import { createHttpClient } from '../http/createHttpClient.js'
import type { HttpClient } from '../http/HttpClient.js'
import type { FoirFile } from './FoirFile.js'
import { checkFoirOptions, type FoirBackendOptions, type FoirReadOptions } from './options.js'
import {
  fileQuery,
  finalizeMutation,
  isIncomplete,
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

const foirEndpoint = 'https://api.foir.io/graphql'

/** A file is registered by then, so nobody waits long for its looks. */
const readAgainWithinMs = 5000

/**
 * A backend that speaks Foir's files API through the app's own server, which holds the secret key and ties each upload
 * id to its user (`examples/foir-broker` shows one).
 *
 * Foir may examine a picture only after the confirm. If something is missing at confirm, the file is read once more;
 * `get` returns what comes later still.
 *
 * An upload's metadata goes to Foir unchanged (`alt`, `source`, …), except `folder`, which is an argument of its own.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @example createFoirBackend({ endpoint: '/api/media/graphql', folder: 'campaigns/spring-26' })
 */
export function createFoirBackend(options: FoirBackendOptions): UploadBackend<FoirFile> {
  checkFoirOptions(options)
  const { endpoint: url, scope, folder, read } = options
  const client = createHttpClient(options)
  const reading = read ? openReading(options, read) : { client, url }

  async function readById(id: string, context: Pick<CallContext, 'signal'>): Promise<FoirFile> {
    const call = { label: 'file', url: reading.url, query: fileQuery, variables: { id }, context }
    return readFile(await graphql(reading.client, call), 'file')
  }

  async function readAgain(file: FoirFile, { signal }: CallContext): Promise<FoirFile> {
    const either = AbortSignal.any([signal, AbortSignal.timeout(readAgainWithinMs)])
    // Whatever becomes of this call, the file is registered.
    return readById(file.id, { signal: either }).catch(() => file)
  }

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
      const file = readFile(data, 'confirmFileUpload')
      return isIncomplete(file) && !context.keepalive ? readAgain(file, context) : file
    },
    readRefusal: readFoirRefusal,
    get: readById,
  }
}

/** Foir itself: the credentials of the app are none of its business. */
function openReading(
  options: FoirBackendOptions,
  { endpoint: url = foirEndpoint, publishableKey }: FoirReadOptions,
): { readonly client: HttpClient; readonly url: string } {
  const { timeoutMs } = options
  const client = createHttpClient({
    headers: { 'x-api-key': publishableKey },
    // Looked up at each call, like that of the other calls.
    fetch: (input, init) => (options.fetch ?? globalThis.fetch)(input, init),
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  return { client, url }
}
