import type { IncomingMessage, ServerResponse } from 'node:http'
import { offerBody } from '../../http/body/offeredBodies.js'
import { givenText } from '../../http/givenTexts.js'
import { endLate } from './endLate.js'
import { IncomingBody, isShort } from './IncomingBody.js'

/** What Node, Express and Connect pass to a handler; a framework may have parsed the body. */
export type NodeRequest = IncomingMessage & { readonly body?: unknown; readonly originalUrl?: string }

/** What Fastify passes to a handler. */
export interface FastifyLikeRequest {
  readonly raw: IncomingMessage
  readonly body?: unknown
  readonly originalUrl?: string
}

/** The answer that Fastify passes to a handler. */
export interface FastifyLikeReply {
  readonly raw: ServerResponse
  hijack(): unknown
}

/** A handler for Express, Fastify, Connect and `node:http`. */
export type NodeHandler = (
  request: NodeRequest | FastifyLikeRequest,
  response: ServerResponse | FastifyLikeReply,
  next?: (error?: unknown) => void,
) => void

/**
 * Turns a function from `Request` to `Response` into a handler for Express, Fastify, Connect and `node:http`. It may be
 * mounted before or after a body parser. If the function rejects, the error goes to `next`; without a `next`, the answer
 * is 500.
 *
 * @example app.use('/api/uploads', toNodeHandler(uploads)) // Express
 * @example fastify.all('/api/uploads/*', toNodeHandler(uploads))
 * @example createServer(toNodeHandler(uploads))
 */
export function toNodeHandler(handle: (request: Request) => Promise<Response>): NodeHandler {
  return (given, reply, next) => {
    const response = 'raw' in reply ? reply.raw : reply
    if ('raw' in reply) reply.hijack()
    void answer(handle, given, response, next)
  }
}

async function answer(
  handle: (request: Request) => Promise<Response>,
  given: NodeRequest | FastifyLikeRequest,
  response: ServerResponse,
  next: ((error?: unknown) => void) | undefined,
): Promise<void> {
  const request = 'raw' in given ? given.raw : given
  const controller = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  try {
    const { method = 'GET' } = request
    if (methodsOfNoRequest.test(method)) await send(response, new Response(null, { status: 405 }))
    else await send(response, await handle(toRequest(given, request, method, controller.signal)))
  } catch (error) {
    if (controller.signal.aborted) return
    if (next) next(error)
    else fail(response)
  }
}

/** HTTP/2 has methods in any case. */
const methodsOfNoRequest = /^(?:connect|trace|track)$/i

function toRequest(
  given: NodeRequest | FastifyLikeRequest,
  request: IncomingMessage,
  method: string,
  signal: AbortSignal,
): Request {
  const headers = toHeaders(request)
  // Express takes away the path under which a handler is mounted.
  const url = toUrl(request, given.originalUrl ?? request.url ?? '/')
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal })
  if (given.body === undefined) return withBody(new IncomingBody(request), url, { method, headers, signal })
  const body = writeBody(given.body)
  headers.set('content-length', String(body.length))
  return new Request(url, { method, headers, signal, ...(body.length > 0 && { body }) })
}

function withBody(body: IncomingBody, url: string, init: RequestInit): Request {
  if (body.isEmpty) return new Request(url, init)
  // The types of Node do not know `duplex`, without which no stream is taken.
  const request = new Request(url, { ...init, body: body.stream, duplex: 'half' } as RequestInit)
  offerBody(request, body)
  return request
}

function toUrl({ headers, socket }: IncomingMessage, target: string): string {
  const protocol = 'encrypted' in socket && socket.encrypted ? 'https' : 'http'
  // A client may send any host, and no call depends on it.
  const { host = 'localhost' } = headers
  if (target.startsWith('/')) return originOf(protocol, host) + target
  // Proxies are sent whole URLs, and every server has to take them.
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return `${originOf(protocol, host)}/`
  const { host: named, pathname, search } = new URL(target)
  return originOf(protocol, named) + pathname + search
}

/** Nearly all requests name the same host as the one before. */
let last = { asked: '', origin: '' }

function originOf(protocol: string, host: string): string {
  const asked = `${protocol}://${host}`
  if (last.asked !== asked) {
    last = { asked, origin: URL.canParse(asked) ? new URL(asked).origin : `${protocol}://localhost` }
  }
  return last.origin
}

function toHeaders({ headers }: IncomingMessage): Headers {
  const result = new Headers()
  for (const [name, value = ''] of Object.entries(headers)) {
    // HTTP/2 has parts of the request line among its headers.
    if (name.startsWith(':')) continue
    if (typeof value === 'string') result.append(name, value)
    else for (const one of value) result.append(name, one)
  }
  return result
}

/** What a parser has made of the body. It has been read, so it is written again. */
function writeBody(parsed: unknown): Uint8Array<ArrayBuffer> {
  if (parsed instanceof Uint8Array) return new Uint8Array(parsed)
  return new TextEncoder().encode(typeof parsed === 'string' ? parsed : writeJson(parsed))
}

/** Parsers take what is nested deeper than `JSON.stringify` can write. No call has such a body, so it becomes an empty one. */
function writeJson(parsed: unknown): string {
  try {
    return JSON.stringify(parsed) ?? ''
  } catch {
    return ''
  }
}

async function send(response: ServerResponse, result: Response): Promise<void> {
  const { req: request } = response
  const body = givenText(result) ?? new Uint8Array(await result.arrayBuffer())
  // Node reads what is left of a body before the next request on the connection, without a limit, so only a short rest is
  // left to it.
  const isEndless = !request.complete && !isShort(request)
  response.writeHead(result.status, {
    ...Object.fromEntries(result.headers),
    ...(result.status !== 204 && request.method !== 'HEAD' && { 'content-length': String(Buffer.byteLength(body)) }),
    ...(isEndless && request.httpVersionMajor < 2 && { connection: 'close' }),
  })
  if (isEndless) endLate(response, body)
  else response.end(body)
}

function fail(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(500)
  response.end()
}
