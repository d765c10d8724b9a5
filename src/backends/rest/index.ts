import type { CallContext, Failed, UploadBackend } from '../../contract/backend.js'
import { createHttpClient } from '../http/createHttpClient.js'
import type { HttpAnswer, HttpRequest } from '../http/HttpClient.js'
import { joinUrl } from '../http/joinUrl.js'
import { isProblem, readConfirmAnswer, readFileAnswer, readPage, readProblem, readTicketsAnswer } from './answers.js'
import { createMultipartCalls } from './multipart.js'
import { checkRestOptions, type RestBackendOptions } from './options.js'
import { writeConfirmRequest, writeTicketsRequest } from './requests.js'
import type { RestFile } from './RestFile.js'

export type { HeadersAsk, HeadersSource } from '../http/credentials.js'
export type { RestBackendOptions } from './options.js'
export type { RestFile } from './RestFile.js'

/**
 * A backend that speaks coatcheck's own JSON contract, for people who own their server.
 *
 * @throws {TypeError} when an option is wrong; the message names it.
 * @see docs/rest.openapi.yaml
 * @example
 * createRestBackend({
 *   url: '/api/uploads',
 *   headers: async ({ refresh }) => ({ Authorization: `Bearer ${await getToken({ force: refresh })}` }),
 * })
 */
export function createRestBackend(options: RestBackendOptions): UploadBackend<RestFile> {
  checkRestOptions(options)
  const { scope, digest = 'sha-256', gather = true } = options
  const calls = createCalls(options)
  return {
    name: 'rest',
    ...(scope !== undefined && { scope }),
    ...(options.timeoutMs !== undefined && { answerWithinMs: options.timeoutMs }),
    digest,
    sharesFiles: options.sharesFiles ?? true,
    confirmIsIdempotent: options.confirmIsIdempotent ?? true,
    needsEtag: options.needsEtag ?? false,
    etagIsMd5: options.etagIsMd5 ?? false,
    requestTicket: async (request, context) => onlyOne(await calls.requestTickets([request], context)),
    confirm: async (stored, context) => onlyOne(await calls.confirmMany([stored], context)).file,
    ...(gather && { requestTickets: calls.requestTickets, confirmMany: calls.confirmMany }),
    abandon: calls.abandon,
    multipart: calls.multipart,
    list: calls.list,
    get: calls.get,
  }
}

type Calls = Required<
  Pick<UploadBackend<RestFile>, 'requestTickets' | 'confirmMany' | 'abandon' | 'multipart' | 'list' | 'get'>
>

function createCalls(options: RestBackendOptions): Calls {
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

  return {
    async requestTickets(requests, context) {
      const body = writeTicketsRequest(requests, context)
      return readTicketsAnswer(await call('the ticket call', 'POST', '/tickets', context, body), requests.length)
    },
    async confirmMany(stored, context) {
      const body = writeConfirmRequest(stored, context)
      return readConfirmAnswer(await call('the confirm call', 'POST', '/files', context, body), stored.length)
    },
    async abandon(reference, context) {
      await call('the call that gives a ticket back', 'POST', '/tickets/abandon', context, { reference })
    },
    multipart: createMultipartCalls(
      async (label, path, context, body) => (await call(label, 'POST', path, context, body)).body,
    ),
    async list({ cursor, limit }, context) {
      const query = new URLSearchParams({ limit: String(limit), ...(cursor !== null && { cursor }) })
      return readPage((await call('the list call', 'GET', `/files?${query}`, context)).body)
    },
    async get(id, context) {
      return readFileAnswer((await call('the file call', 'GET', `/files/${encodeURIComponent(id)}`, context)).body)
    },
  }
}

/** A call for one file has one answer, or has failed. */
function onlyOne<T extends { readonly kind: string }>(answers: readonly (T | Failed)[]): Exclude<T, Failed> {
  const [answer] = answers as readonly [T | Failed]
  if (isFailed(answer)) throw answer.error
  return answer as Exclude<T, Failed>
}

function isFailed(answer: { readonly kind: string }): answer is Failed {
  return answer.kind === 'failed'
}
