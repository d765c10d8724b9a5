import type { CallContext, Failed, StoredUpload, TicketRequest, UploadBackend } from '../../contract/backend.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import { createHttpClient } from '../http/createHttpClient.js'
import type { HttpAnswer, HttpRequest } from '../http/HttpClient.js'
import { joinUrl } from '../http/joinUrl.js'
import { isProblem, readConfirmAnswer, readFileAnswer, readPage, readProblem, readTicketsAnswer } from './answers.js'
import { createMultipartCalls } from './multipart.js'
import type { RestBackendOptions } from './options.js'
import { writeConfirmRequest, writeTicketsRequest } from './requests.js'
import type { RestFile } from './RestFile.js'

type Names = 'requestTicket' | 'requestTickets' | 'confirm' | 'confirmMany' | 'abandon' | 'list' | 'get'

/** The calls of the rest contract. @see docs/rest.openapi.yaml */
export type RestCalls = Required<Pick<UploadBackend<RestFile>, Names>> & MultipartCalls

export function createRestCalls(options: RestBackendOptions): RestCalls {
  const client = createHttpClient(options)

  async function call(
    label: string,
    method: HttpRequest['method'],
    path: string,
    context: CallContext,
    body?: object,
  ): Promise<HttpAnswer> {
    const url = joinUrl(options.url, path)
    const isChange = method !== 'GET' && context.idempotencyKey !== ''
    const headers = isChange ? { 'Idempotency-Key': context.idempotencyKey } : {}
    return client.send({
      label,
      method,
      url,
      body,
      headers,
      context,
      isProblem,
      readProblem: (_, said) => readProblem(said),
    })
  }

  async function requestTickets(
    requests: readonly TicketRequest[],
    context: CallContext,
  ): Promise<ReturnType<typeof readTicketsAnswer>> {
    const body = writeTicketsRequest(requests, context)
    return readTicketsAnswer(await call('the ticket call', 'POST', '/tickets', context, body), requests.length)
  }

  async function confirmMany(
    stored: readonly StoredUpload[],
    context: CallContext,
  ): Promise<ReturnType<typeof readConfirmAnswer>> {
    const body = writeConfirmRequest(stored, context)
    return readConfirmAnswer(await call('the confirm call', 'POST', '/files', context, body), stored.length)
  }

  return {
    requestTickets,
    confirmMany,
    requestTicket: async (request, context) => takeSingle(await requestTickets([request], context)),
    confirm: async (stored, context) => takeSingle(await confirmMany([stored], context)).file,
    async abandon(reference, context) {
      await call('the call that abandons a ticket', 'POST', '/tickets/abandon', context, { reference })
    },
    async list({ cursor, limit }, context) {
      const query = new URLSearchParams({ limit: String(limit), ...(cursor !== null && { cursor }) })
      return readPage((await call('the list call', 'GET', `/files?${query}`, context)).body)
    },
    async get(id, context) {
      return readFileAnswer((await call('the file call', 'GET', `/files/${encodeURIComponent(id)}`, context)).body)
    },
    ...createMultipartCalls(
      async (label, path, context, body) => (await call(label, 'POST', path, context, body)).body,
    ),
  }
}

/** Returns the only member of the answer for one file, or throws its error. */
function takeSingle<T extends { readonly kind: string }>(answers: readonly (T | Failed)[]): Exclude<T, Failed> {
  const [answer] = answers as readonly [T | Failed]
  if (isFailed(answer)) throw answer.error
  return answer as Exclude<T, Failed>
}

function isFailed(answer: { readonly kind: string }): answer is Failed {
  return answer.kind === 'failed'
}
