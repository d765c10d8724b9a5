import { StorageError } from '../storage/StorageError.js'
import { checkOwner } from '../uploads/checkOwner.js'
import { Refusal, serverFailed, storageSilent } from '../uploads/Refusal.js'
import type { UploadService } from '../uploads/UploadService.js'
import { answerNothing, answerRefusal } from './answers.js'
import { calls, type CallName } from './calls.js'
import { corsHeaders, preflightHeaders } from './cors.js'
import { findRoute } from './routes.js'

export interface HttpOptions {
  readonly owner: (request: Request) => string | null | undefined | Promise<string | null | undefined>
  readonly basePath: string | undefined
  readonly origins: ReadonlySet<string>
}

/** Answers a call of the REST contract, whatever happens. */
export async function answerRequest(service: UploadService, options: HttpOptions, request: Request): Promise<Response> {
  const cors = corsHeaders(request, options.origins)
  const answer = await route(service, options, request)
  for (const [name, value] of Object.entries(cors)) answer.headers.set(name, value)
  return answer
}

async function route(service: UploadService, options: HttpOptions, request: Request): Promise<Response> {
  const found = findRoute(pathOf(request.url), options.basePath)
  // The client knows these messages: they are not about a file or a ticket.
  if (!found) return answerRefusal(new Refusal(404, 'Not found.', { code: 'endpoint-missing' }))
  const allow = listMethods(found.calls)
  const { method } = request
  if (method === 'OPTIONS') {
    const isPreflight = request.headers.has('access-control-request-method')
    return answerNothing(204, isPreflight && options.origins.size > 0 ? preflightHeaders(request) : { allow })
  }
  const asked = method === 'HEAD' ? 'GET' : method
  const name = Object.hasOwn(found.calls, asked) ? found.calls[asked] : undefined
  if (name === undefined) {
    const refusal = new Refusal(405, 'Method not allowed.', { code: 'endpoint-missing' })
    return answerRefusal(refusal, { allow })
  }
  const answer = await answerCall(service, options, request, name, found.id)
  return method === 'HEAD' ? new Response(null, answer) : answer
}

/** A `Request` has an absolute URL, and parsing it again would take ten times as long as finding the call. */
function pathOf(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('://') + 3)).replace(/[?#].*/s, '')
}

async function answerCall(
  service: UploadService,
  { owner: identify }: HttpOptions,
  request: Request,
  name: CallName,
  id: string,
): Promise<Response> {
  try {
    const owner = await identify(request)
    if (owner === null || owner === undefined) throw new Refusal(401, 'You are not signed in.')
    checkOwner(owner, 'createUploads: `owner` must return null, or')
    await service.prepare()
    return await calls[name]({ service, owner, request, id })
  } catch (error) {
    if (error instanceof Refusal) return answerRefusal(error)
    service.hooks.onError(error, name)
    return answerRefusal(withoutDetails(error))
  }
}

/** What a caller may know of an unexpected error. The client tries again by itself after both. */
export function withoutDetails(error: unknown): Refusal {
  return error instanceof StorageError ? storageSilent() : serverFailed()
}

function listMethods(byMethod: Readonly<Record<string, CallName>>): string {
  const methods = Object.keys(byMethod)
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}
