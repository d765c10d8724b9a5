import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request as sendRequest } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import type { ObjectStore } from '../../../src/server/storage/ObjectStore.ts'
import { Refusal } from '../../../src/server/uploads/Refusal.ts'
import { observeCall, type Observation } from '../testing/observeCall.ts'
import { toRefusal } from '../toRefusal.ts'
import { UsedUrls } from './UsedUrls.ts'

/** What the headers of a PUT say about its body. */
export interface GateHead {
  readonly type: string
  /** bytes */
  readonly size: number
}

/** The object that storage is to take. */
export interface GateObject extends GateHead {
  readonly key: string
  /** Whether it may take the place of one that has come before. @default false */
  readonly isUnconditional?: boolean
}

export interface GateRefusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

export interface StorageGate {
  readonly app: Hono<ApiEnv>
  /** A URL that accepts a PUT before it expires: one, or any number. */
  sign(id: string, expiresInSeconds: number): string
}

interface GateOptions {
  /** 'ion', … for the log */
  readonly api: string
  readonly observation: Observation
  readonly storage: ObjectStore
  /** Where the gate is mounted: '/storage/ion'. */
  readonly path: string
  /** Opens the gate for what comes under a signed id, unless a check fails that S3 does not make. */
  readonly open: (id: string, head: GateHead) => Promise<GateObject | GateRefusal>
  /** Whether a URL works once. @default true */
  readonly isSingleUse?: boolean
  /** Whether the first bytes match the type. */
  readonly isOfType?: (head: Uint8Array, type: string) => boolean
}

/**
 * A vendor's gate to storage: single-use URLs, which S3 does not have, and its own checks. The bytes are forwarded to
 * S3 as they arrive, with a presigned URL that nobody else sees. No header of the client goes with them, so that none can
 * make the request a copy of another object.
 */
export function createStorageGate(options: GateOptions): StorageGate {
  const { api, storage, observation, path, open, isSingleUse = true, isOfType } = options
  const secret = randomBytes(32)
  const used = new UsedUrls()
  const app = new Hono<ApiEnv>()
  app.use('*', cors({ origin: '*', allowHeaders: ['Content-Type'], allowMethods: ['PUT'], exposeHeaders: ['ETag'] }))
  app.onError((error, context) => {
    const { status, code, message } = toRefusal(error)
    return refuse(context, { status, code: code === 'server-error' ? 'InternalError' : code, message })
  })
  app.put('/:id', observeCall(observation, api, 'storage'), async (context) => {
    const refusal = judge(context)
    if (refusal) return refuse(context, refusal)
    const id = context.req.param('id')
    const length = context.req.header('content-length')
    if (length === undefined) {
      return refuse(context, { status: 411, code: 'MissingContentLength', message: 'Content-Length is missing.' })
    }
    const head = { type: context.req.header('content-type') ?? '', size: Number(length) }
    // Taken before anything else is awaited, so that two requests at once do not both pass.
    if (isSingleUse) used.add(id, Number(context.req.query('expires')))
    const opened = await open(id, head)
    if ('key' in opened) return forward(context, opened)
    used.release(id)
    return refuse(context, opened)
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

  async function forward(context: ApiContext, object: GateObject): Promise<Response> {
    const { type, size } = object
    const { url, headers } = await storage.signPut({ ...object, expiresInSeconds: 60 })
    const body = await peek(context.req.raw.body, size)
    if (isOfType && size > 0 && !isOfType(body.head, type)) {
      return refuse(context, {
        status: 400,
        code: 'ContentTypeMismatch',
        message: 'The bytes are not of the declared type.',
      })
    }
    const answer = await put(url, { ...headers, 'Content-Length': String(size) }, body.all())
    // The gate passes S3's verdict on the bytes on as its own.
    return new Response(answer.body, {
      status: answer.status,
      headers: { ...(answer.etag && { ETag: answer.etag }), ...(answer.type && { 'Content-Type': answer.type }) },
    })
  }

  function signatureOf(id: string, expires: string): string {
    return createHmac('sha256', secret).update(`${path}/${id}?${expires}`).digest('hex')
  }

  return {
    app,
    sign(id, expiresInSeconds) {
      const expires = String(Date.now() + expiresInSeconds * 1000)
      return `${path}/${id}?expires=${expires}&signature=${signatureOf(id, expires)}`
    },
  }
}

function refuse(context: ApiContext, { status, code, message }: GateRefusal): Response {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return context.body(xml, status as ContentfulStatusCode, { 'Content-Type': 'application/xml' })
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

interface Peeked {
  readonly head: Uint8Array
  all(): AsyncIterable<Uint8Array>
}

/** The number of bytes that are needed to recognise a type. */
const headBytes = 16

/** Reads the first bytes, however they are split, and returns them with the rest. */
async function peek(stream: ReadableStream<Uint8Array> | null, size: number): Promise<Peeked> {
  const reader = stream?.getReader()
  let head: Uint8Array = new Uint8Array()
  while (head.length < headBytes) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) break
    head = Buffer.concat([head, chunk.value])
  }
  return {
    head,
    async *all() {
      yield head
      let left = size - head.length
      while (left > 0) {
        const chunk = await reader?.read().catch(() => undefined)
        if (!chunk || chunk.done) throw new Refusal(400, 'The body ended too early.', { code: 'IncompleteBody' })
        left -= chunk.value.length
        yield chunk.value
      }
    },
  }
}

interface StorageAnswer {
  readonly status: number
  readonly etag: string | undefined
  readonly type: string | undefined
  readonly body: string | null
}

async function put(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: AsyncIterable<Uint8Array>,
): Promise<StorageAnswer> {
  const request = sendRequest(url, { method: 'PUT', headers })
  // `once` rejects for an error before the answer. An error after the answer is irrelevant.
  request.on('error', () => {})
  const sending = pipeline(body, request)
  // Storage may answer before the last byte and then close. The answer counts, not the broken pipe.
  sending.catch(() => {})
  const response = await firstResponse(request).catch(async (error: unknown): Promise<never> => {
    await sending
    throw error
  })
  const text = await readText(response)
  return {
    status: response.statusCode ?? 502,
    etag: response.headers.etag,
    type: response.headers['content-type'],
    body: text === '' ? null : text,
  }
}

async function firstResponse(request: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}
