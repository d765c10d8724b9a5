import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { request as sendRequest } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import type { Desk } from '../desk/desk.ts'
import type { Ticket } from '../desk/ticketTable.ts'
import { Problem } from '../problem.ts'

/** What a vendor's storage looks at beyond what S3 does. Gives the refusal, or nothing. */
export type GateRule = (
  ticket: Ticket,
  head: { readonly type: string; readonly size: number },
) => GateRefusal | undefined

export interface GateRefusal {
  readonly status: 400 | 403
  readonly code: string
  readonly message: string
}

export interface StorageGate {
  readonly app: Hono<ApiEnv>
  /** A URL that takes one PUT, once, and only for a while. */
  sign(ticket: Ticket, expiresInSeconds: number): string
}

interface GateOptions {
  readonly desk: Desk
  /** Where the gate is mounted: '/storage/ion'. */
  readonly path: string
  readonly rule?: GateRule
  /** Whether the first bytes are what the type says. */
  readonly isOfType?: (head: Uint8Array, type: string) => boolean
}

/**
 * A vendor's own front to storage: single-use URLs, which S3 does not know, and checks of its own. The bytes go on to
 * S3 as they come in, under a presigned URL that nobody else sees.
 */
export function createStorageGate({ desk, path, rule, isOfType }: GateOptions): StorageGate {
  const secret = randomBytes(32)
  const used = new Set<string>()
  const app = new Hono<ApiEnv>()
  app.use('*', cors({ origin: '*', allowHeaders: ['Content-Type'], allowMethods: ['PUT'], exposeHeaders: ['ETag'] }))
  app.put('/:id', async (context) => {
    const refusal = judge(context)
    if (refusal) return refuse(context, refusal)
    const id = context.req.param('id')
    const ticket = desk.tickets.findById(id)
    if (!ticket) return refuse(context, { status: 403, code: 'AccessDenied', message: 'Access Denied' })
    const type = context.req.header('content-type') ?? ''
    const broken = rule?.(ticket, { type, size: Number(context.req.header('content-length') ?? 0) })
    if (broken) return refuse(context, broken)
    used.add(id)
    return forward(context, ticket, type)
  })

  function judge(context: ApiContext): GateRefusal | undefined {
    const id = context.req.param('id') ?? ''
    const { expires = '', signature = '' } = context.req.query()
    if (!isEqual(signature, signatureOf(id, expires))) {
      return { status: 403, code: 'SignatureDoesNotMatch', message: 'The signature does not match.' }
    }
    if (Date.now() > Number(expires)) return { status: 403, code: 'AccessDenied', message: 'Request has expired' }
    if (used.has(id)) return { status: 403, code: 'AccessDenied', message: 'This URL has been used.' }
    return undefined
  }

  async function forward(context: ApiContext, ticket: Ticket, type: string): Promise<Response> {
    const size = Number(context.req.header('content-length') ?? 0)
    const { url, headers } = await desk.presigner.put({ key: ticket.key, type, size, expiresInSeconds: 60 })
    const body = await peek(context.req.raw.body)
    if (isOfType && size > 0 && !isOfType(body.head, type)) {
      return refuse(context, {
        status: 400,
        code: 'ContentTypeMismatch',
        message: 'The bytes are not of the declared type.',
      })
    }
    const { status, etag } = await put(url, { ...headers, 'Content-Length': String(size) }, body.all())
    if (status !== 200) throw new Problem(502, { code: 'storage-error', message: 'Storage did not take the bytes.' })
    return context.body(null, 200, { ETag: etag })
  }

  function signatureOf(id: string, expires: string): string {
    return createHmac('sha256', secret).update(`${path}/${id}?${expires}`).digest('hex')
  }

  return {
    app,
    sign(ticket, expiresInSeconds) {
      const expires = String(Date.now() + expiresInSeconds * 1000)
      return `${path}/${ticket.id}?expires=${expires}&signature=${signatureOf(ticket.id, expires)}`
    },
  }
}

function refuse(context: ApiContext, { status, code, message }: GateRefusal): Response {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return context.body(xml, status, { 'Content-Type': 'application/xml' })
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

interface Peeked {
  readonly head: Uint8Array
  all(): AsyncIterable<Uint8Array>
}

/** Looks at the first chunk, and gives it back with the rest. */
async function peek(stream: ReadableStream<Uint8Array> | null): Promise<Peeked> {
  const reader = stream?.getReader()
  const first = await reader?.read()
  const head = first?.value ?? new Uint8Array()
  return {
    head,
    async *all() {
      yield head
      for (;;) {
        const chunk = await reader?.read()
        if (!chunk || chunk.done) return
        yield chunk.value
      }
    },
  }
}

async function put(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: AsyncIterable<Uint8Array>,
): Promise<{ readonly status: number; readonly etag: string }> {
  const request = sendRequest(url, { method: 'PUT', headers })
  const answer = new Promise<{ status: number; etag: string }>((resolve, reject) => {
    request.on('error', reject)
    request.on('response', (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, etag: String(response.headers.etag ?? '') })
    })
  })
  await pipeline(body, request)
  return answer
}
