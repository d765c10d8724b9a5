import type { CallContext, TicketRequest, UploadBackend } from '../../contract/backend.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { graphql } from '../http/graphql.js'
import type { GlueFile } from './GlueFile.js'
import type { GlueBackendOptions } from './options.js'
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

export type GlueCalls = Required<Pick<UploadBackend<GlueFile>, 'requestTicket' | 'confirm' | 'reconcile' | 'get'>>

export function createGlueCalls(options: GlueBackendOptions): GlueCalls {
  const { endpoint: url } = options
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
    // Once a file is registered, Glue answers a ticket call for the same bytes with the file.
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
