import type { CallContext, StoredUpload, TicketRequest, UploadBackend } from '../../../src/contract/backend.ts'
import type { Metadata } from '../../../src/contract/json.ts'
import type { TicketAnswer } from '../../../src/contract/ticket.ts'
import { prepareRequest } from '../../../src/transfer/request/prepareRequest.ts'
import { settableHeaders } from '../../../src/testing/conformance/settableHeaders.ts'
import { digestOf } from './nodePorts.ts'

// The single steps of an upload, for tests that do one of them wrong.

export function createContext(): CallContext {
  return { signal: new AbortController().signal, attempt: 1, keepalive: false, idempotencyKey: crypto.randomUUID() }
}

/** Builds the request for a file's ticket. */
export async function describeFile(
  backend: UploadBackend,
  file: File,
  metadata: Metadata = {},
): Promise<TicketRequest> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return {
    id: crypto.randomUUID(),
    name: file.name,
    size: file.size,
    type: file.type,
    ...(backend.digest && { digest: digestOf(bytes, backend.digest) }),
    metadata,
  }
}

export type Sendable = Extract<TicketAnswer, { readonly url: string }>

export async function askFor(backend: UploadBackend, request: TicketRequest): Promise<Sendable> {
  const answer = await backend.requestTicket(request, createContext())
  if ('url' in answer) return answer
  throw new Error(`A ticket of another kind was expected, not ${answer.kind}.`)
}

/** Sends exactly what the ticket says, with a request that the package prepares. */
export function send(ticket: Sendable, body: Blob): Promise<Response> {
  const prepared = prepareRequest({ ...ticket, body, fileName: 'a' })
  const headers = [...settableHeaders(prepared.headers)]
  return fetch(prepared.url, { method: prepared.method, headers, body: prepared.body })
}

/** Returns the status and S3's error code; null if the bytes were stored. */
export async function refusalOf(response: Response): Promise<readonly [number, string] | null> {
  const text = await response.text()
  return response.ok ? null : [response.status, /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? '']
}

const isType = (name: string): boolean => name.toLowerCase() === 'content-type'

/** Changes the type in a ticket's header or form field. */
export function withType(ticket: Sendable, type: string): Sendable {
  if (ticket.kind === 'put') return { ...ticket, headers: { ...ticket.headers, 'Content-Type': type } }
  return { ...ticket, fields: ticket.fields.map(([name, value]) => [name, isType(name) ? type : value] as const) }
}

export function storedUnder(request: TicketRequest, ticket: Sendable, etag: string | null): StoredUpload {
  return { request, reference: ticket.reference ?? null, receipt: { status: 200, etag } }
}

/** Sends a body that no adapter would send. */
export async function askGraphql(
  url: string,
  query: string,
  variables: object = {},
): Promise<{ readonly status: number; readonly body: GraphqlBody }> {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  return { status: answer.status, body: (await answer.json()) as GraphqlBody }
}

interface GraphqlBody {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}
