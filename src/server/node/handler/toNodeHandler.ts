import type { IncomingMessage, ServerResponse } from 'node:http'
import { longestBody } from '../../http/body/readJson.js'

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
    // A `Request` cannot have such a method.
    if (request.method === 'TRACE') await send(response, new Response(null, { status: 405 }))
    else await send(response, await handle(await toRequest(given, request, controller.signal)))
  } catch (error) {
    if (controller.signal.aborted) return
    if (next) next(error)
    else fail(response)
  }
}

async function toRequest(
  given: NodeRequest | FastifyLikeRequest,
  request: IncomingMessage,
  signal: AbortSignal,
): Promise<Request> {
  const headers = toHeaders(request)
  const method = request.method ?? 'GET'
  // Express takes away the path under which a handler is mounted.
  const url = toUrl(request, given.originalUrl ?? request.url ?? '/')
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal })
  const body = given.body === undefined ? await readBody(request) : writeBody(given.body)
  // Only the length tells that there was more.
  headers.set('content-length', String(body?.length ?? longestBody + 1))
  return new Request(url, { method, headers, signal, ...(body && body.length > 0 && { body }) })
}

function toUrl({ headers, socket }: IncomingMessage, path: string): URL {
  const protocol = 'encrypted' in socket && socket.encrypted ? 'https' : 'http'
  // A client may send any host, and no call depends on it.
  const host = headers.host ?? 'localhost'
  const origin = URL.canParse(`${protocol}://${host}`) ? `${protocol}://${host}` : `${protocol}://localhost`
  return new URL(`${new URL(origin).origin}${path.startsWith('/') ? path : '/'}`)
}

function toHeaders({ headers }: IncomingMessage): Headers {
  const result = new Headers()
  for (const [name, value = ''] of Object.entries(headers)) {
    // HTTP/2 has parts of the request line among its headers.
    if (name.startsWith(':')) continue
    for (const one of [value].flat()) result.append(name, one)
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

/**
 * null: it is too long. The rest is not read, and the connection stays so that the client gets its answer. Iterating over the
 * request would end it.
 */
function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let length = 0
    const take = (chunk: Uint8Array): void => {
      length += chunk.length
      chunks.push(chunk)
      if (length <= longestBody) return
      request.off('data', take)
      request.pause()
      resolve(null)
    }
    request.on('data', take)
    request.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    request.on('error', reject)
    request.on('close', () => reject(new Error('The request was ended.')))
  })
}

async function send(response: ServerResponse, result: Response): Promise<void> {
  const body = new Uint8Array(await result.arrayBuffer())
  // A body that was not read to its end would be taken for the next request.
  const isUnread = !response.req.complete
  response.writeHead(result.status, {
    ...Object.fromEntries(result.headers),
    ...(result.status !== 204 && response.req.method !== 'HEAD' && { 'content-length': String(body.length) }),
    ...(isUnread && response.req.httpVersionMajor < 2 && { connection: 'close' }),
  })
  response.end(body)
  if (isUnread) response.on('finish', () => response.req.destroy())
}

function fail(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(500)
  response.end()
}
