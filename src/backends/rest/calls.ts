import type { CallContext, Failed, StoredUpload, TicketRequest, UploadBackend } from '../../contract/backend.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import { isUploadError } from '../../errors/isUploadError.js'
import { createHttpClient } from '../http/createHttpClient.js'
import type { HttpAnswer, HttpRequest } from '../http/HttpClient.js'
import { joinUrl } from '../http/joinUrl.js'
import { createKeyedQueue } from '../createKeyedQueue.js'
import { isProblem, readConfirmAnswer, readFileAnswer, readPage, readProblem, readTicketsAnswer } from './answers.js'
import { createMultipartCalls } from './multipart.js'
import type { RestBackendOptions } from './options.js'
import { writeConfirmRequest, writeFileChange, writeTicketsRequest } from './requests.js'
import type { RestFile } from './RestFile.js'

type Names =
  | 'requestTicket'
  | 'requestTickets'
  | 'confirm'
  | 'confirmMany'
  | 'abandon'
  | 'list'
  | 'get'
  | 'deleteFile'
  | 'updateFile'

/** The calls of the rest contract. @see docs/rest.openapi.yaml */
export type RestCalls = Required<Pick<UploadBackend<RestFile>, Names>> & MultipartCalls

export function createRestCalls(options: RestBackendOptions): RestCalls {
  const client = createHttpClient(options)
  const inTurn = createKeyedQueue()

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
      ifMissing: ifMissing[method],
      isProblem,
      readProblem: (_, said) => readProblem(said),
    })
  }

  async function requestTickets(
    requests: readonly TicketRequest[],
    context: CallContext,
  ): Promise<ReturnType<typeof readTicketsAnswer>> {
    const body = writeTicketsRequest(requests, context, options.profile)
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
      const { profile } = options
      const query = new URLSearchParams({ limit: `${limit}`, ...(cursor && { cursor }), ...(profile && { profile }) })
      return readPage((await call('the list call', 'GET', `/files?${query}`, context)).body)
    },
    async get(id, context) {
      return readFileAnswer((await call('the file call', 'GET', pathOf(id), context)).body)
    },
    deleteFile: (id, context) =>
      inTurn(id, context, async () => {
        try {
          await call('the call that deletes a file', 'DELETE', pathOf(id), context)
        } catch (error) {
          if (!isGone(error)) throw error
        }
      }),
    updateFile: (id, change, context) =>
      inTurn(id, context, async () => {
        const body = writeFileChange(change)
        return readFileAnswer((await call('the call that changes a file', 'PATCH', pathOf(id), context, body)).body)
      }),
    ...createMultipartCalls(
      async (label, path, context, body) => (await call(label, 'POST', path, context, body)).body,
    ),
  }
}

function pathOf(id: string): string {
  return `/files/${encodeURIComponent(id)}`
}

/** A server need not have these calls. Its URL is right as a rule, because tickets are requested there, too. */
const ifMissing: { readonly [Method in HttpRequest['method']]?: string } = {
  DELETE: 'If the server has none, set the option deleteFile: false.',
  PATCH: 'If the server has none, set the option updateFile: false.',
}

/** There is nothing to delete, perhaps because an earlier attempt did it and its answer was lost. */
function isGone(error: unknown): boolean {
  return isUploadError(error) && (error.code === 'not-found' || error.status === 410)
}

/** Returns the only member of the answer for one file, or throws its error. */
function takeSingle<T extends { readonly kind: string }>(answers: readonly (T | Failed)[]): Exclude<T, Failed> {
  const [answer] = answers as readonly [T | Failed]
  if ('error' in answer) throw answer.error
  return answer as Exclude<T, Failed>
}
