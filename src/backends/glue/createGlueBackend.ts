import type { CallContext, TicketRequest, UploadBackend } from '../../contract/backend.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import { graphql } from '../http/graphql.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { reasonsAgainstSinglePut } from '../singlePut.js'
import type { GlueFile } from './GlueFile.js'
import { checkGlueOptions, type GlueBackendOptions } from './options.js'
import {
  createFileMutation,
  fileQuery,
  readCreated,
  readCreateError,
  readNode,
  readTicketAnswer,
  readTicketId,
  uploadTicketMutation,
  writeTicketInput,
} from './protocol.js'

/**
 * A backend that speaks Glue's attachments API: a ticket by MD5, which may say that Glue has the file already; PUT or
 * form POST as the ticket says; `createFile` at the end. The id of the result goes into a message's `attachments`.
 *
 * Glue gives an app a client secret, and tokens that speak for a whole workspace. Neither belongs in a page, so the
 * calls go to a server of the app's own (`examples/glue-broker` shows one).
 *
 * The ticket call tells Glue the width and height of pictures. Those of a video are nothing that a browser reads from
 * its bytes: give them as metadata, `{ width, height }`.
 *
 * Assumption: Glue documents no errors. GraphQL errors are read by their usual codes, and refusals by storage as S3
 * means them.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @example
 * createGlueBackend({ endpoint: '/api/attachments/graphql' })
 */
export function createGlueBackend(options: GlueBackendOptions): UploadBackend<GlueFile> {
  checkGlueOptions(options)
  const { endpoint: url, scope, etagIsMd5 = false } = options
  const client = createHttpClient(options)

  async function requestTicket(request: TicketRequest, context: CallContext): Promise<TicketAnswer<GlueFile>> {
    const data = await graphql(client, {
      label: 'uploadTicket',
      url,
      query: uploadTicketMutation,
      variables: { input: writeTicketInput(request) },
      context,
    })
    return readTicketAnswer(data, request)
  }

  return {
    name: 'glue',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest: 'md5',
    sharesFiles: true,
    // Assumption: the document does not say what a second createFile does with the same ticket.
    confirmIsIdempotent: false,
    etagIsMd5,
    check: reasonsAgainstSinglePut,
    requestTicket,
    async confirm({ reference }, context) {
      const data = await graphql(client, {
        label: 'createFile',
        url,
        query: createFileMutation,
        variables: { input: { uploadTicketID: readTicketId(reference) } },
        context,
        readError: readCreateError,
      })
      return readCreated(data)
    },
    // The dedupe rule tells: once registered, the same bytes are answered with the file.
    async reconcile({ request }, context) {
      const answer = await requestTicket(request, context)
      return answer.kind === 'existing' ? answer.file : null
    },
    async get(id, context) {
      const data = await graphql(client, { label: 'node', url, query: fileQuery, variables: { id }, context })
      return readNode(data)
    },
  }
}
