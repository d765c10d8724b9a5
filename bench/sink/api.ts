import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { PostTicket, PutTicket } from '../../src/contract/ticket.ts'
import type { TicketRequest } from '../../src/contract/backend.ts'
import type { Storage } from './storage.ts'
import { type BetterUploadBody, toBetterUpload } from './toBetterUpload.ts'

interface TicketsBody {
  readonly files: readonly TicketRequest[]
}

interface ConfirmBody {
  readonly uploads: readonly { readonly reference: string; readonly request: TicketRequest }[]
}

/**
 * The rest contract with next to no work behind it. The query says which tickets are wanted: `sendWith` (put, post), and
 * `rate` for a link of so many bytes a second. `stored` tells how many objects have come.
 */
export function createApi(storageOrigin: string, storage: Storage): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://sink')
    const endpoint = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
    if (endpoint === 'stored') {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(storage.count()))
      return
    }
    if (endpoint === 'abandon') {
      request.resume().on('end', () => response.writeHead(204).end())
      return
    }
    const issueAll = (files: readonly TicketRequest[]): readonly (PutTicket | PostTicket)[] =>
      files.map((file) => issue(storageOrigin, storage, file, url))
    const answer = (body: unknown): object => {
      if (endpoint === 'tickets') return { tickets: issueAll((body as TicketsBody).files) }
      if (endpoint === 'files') {
        return { files: (body as ConfirmBody).uploads.map((upload) => register(storage, upload)) }
      }
      const { metadata } = body as BetterUploadBody
      return toBetterUpload(metadata, issueAll(metadata.requests))
    }
    readJson(request).then(
      (body) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer(body))),
      () => response.writeHead(400).end(),
    )
  }
}

function issue(
  origin: string,
  storage: Storage,
  { type, size, digest }: TicketRequest,
  { searchParams }: URL,
): PutTicket | PostTicket {
  const key = `/bucket/${randomUUID()}`
  const md5 = digest?.algorithm === 'md5' ? Buffer.from(digest.base64, 'base64').toString('hex') : undefined
  storage.expect(key, { etag: md5 ?? randomUUID().replaceAll('-', ''), sizeBytes: size })
  const rate = searchParams.get('rate')
  const link = rate ? `&rate=${rate}` : ''
  const terms = { reference: key, expiresInSeconds: 900 }
  if (searchParams.get('sendWith') !== 'post') {
    return {
      kind: 'put',
      ...terms,
      url: `${origin}${key}?${signature()}${link}`,
      headers: { 'Content-Type': type },
    }
  }
  const fields = [
    ['key', key],
    ['Content-Type', type],
    ['Policy', 'e'.repeat(600)],
    ['X-Amz-Signature', '0'.repeat(64)],
    ['file', '@file'],
  ] as const
  return { kind: 'post', ...terms, url: `${origin}/bucket?${link}`, fields }
}

/** As long as a real one: a browser has to parse and to send it. */
function signature(): string {
  return `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA0000000000000000%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=content-length%3Bcontent-md5%3Bcontent-type%3Bhost&X-Amz-Signature=${'0'.repeat(64)}`
}

function register(storage: Storage, { reference, request }: ConfirmBody['uploads'][number]): object {
  if (!storage.take(reference)) return { kind: 'failed', error: { status: 409, code: 'not-verified' } }
  const { name, size, type } = request
  return { kind: 'confirmed', file: { id: reference, name, size, type } }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
