import { Hono, type MiddlewareHandler } from 'hono'
import type { Uploads } from '../../../src/server/createUploads.ts'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import type { SendWith } from '../referenceServerOptions.ts'
import { observeCall, type Observation } from '../testing/observeCall.ts'
import { answerMembers } from './answerMembers.ts'

/** Makes the server half of `createRestBackend`. */
export type StartUploads = (owner: (request: Request) => string | undefined, sendWith: SendWith | undefined) => Uploads

const calls: readonly (readonly [method: string, path: string, call: string])[] = [
  ['POST', '/tickets', 'tickets'],
  ['POST', '/tickets/abandon', 'abandon'],
  ['POST', '/multipart/sign', 'sign'],
  ['POST', '/multipart/list', 'parts'],
  ['POST', '/multipart/complete', 'complete'],
  ['POST', '/multipart/abort', 'abort'],
  ['POST', '/files', 'confirm'],
  ['GET', '/files', 'list'],
  ['GET', '/files/:id', 'get'],
  ['PATCH', '/files/:id', 'update'],
  ['DELETE', '/files/:id', 'delete'],
]

/** Serves `createUploads`, with calls that are logged and may fail. `?sendWith=post` chooses how the bytes are sent. */
export function createRestApi(
  startUploads: StartUploads,
  observation: Observation,
  identify: MiddlewareHandler<ApiEnv>,
): Hono<ApiEnv> {
  const owners = new WeakMap<Request, string>()
  const started = new Map<SendWith | undefined, Uploads>()
  const start = (sendWith: SendWith | undefined): Uploads => {
    const uploads = started.get(sendWith) ?? startUploads((request) => owners.get(request), sendWith)
    started.set(sendWith, uploads)
    return uploads
  }

  const answer = (context: ApiContext, request: Request): Promise<Response> => {
    const tenant: string | undefined = context.get('tenant')
    if (tenant !== undefined) owners.set(request, `rest/${tenant}`)
    return start(readSendWith(context.req.query('sendWith')))(request)
  }

  const api = new Hono<ApiEnv>()
  for (const [method, path, call] of calls) {
    api.on(method, path, observeCall(observation, 'rest', call), identify, (context) =>
      answerMembers(context, observation.faults, call, (request) => answer(context, request)),
    )
  }
  // What the API does not have is refused by itself.
  api.all('*', (context) => answer(context, context.req.raw))
  return api
}

/** undefined: what the server does otherwise */
function readSendWith(value: string | undefined): SendWith | undefined {
  return value === 'put' || value === 'post' || value === 'multipart' ? value : undefined
}
