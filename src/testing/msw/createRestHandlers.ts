import { delay, http, HttpResponse, type HttpHandler } from 'msw'
import type { StoredFile } from '../../core/types.js'
import { carryBytes } from './carryBytes.js'

/** How the mocked server and its storage behave. Read at each request, so a story may change it while it runs. */
export interface RestHandlersOptions {
  /** Where the REST contract is answered, as in `createRestBackend({ url })`. */
  readonly url: string
  /** Of each call, milliseconds. @default 0 */
  readonly latencyMs?: number
  /** How fast storage takes bytes. Without it they are there at once. */
  readonly bytesPerSecond?: number
  /** @default 300 */
  readonly ticketExpiresInSeconds?: number
  /** What goes wrong, with every file, until it is taken back. */
  readonly failure?: RestFailure | undefined
  /** What the server has from the start, newest first. */
  readonly files?: readonly StoredFile[]
}

export type RestFailure =
  | 'unauthorized'
  | 'too-large'
  | 'server-error'
  | 'ticket-expired'
  | 'storage-refused'
  | 'confirm-refused'

/** A host that no resolver knows: nothing gets there but through the handlers. */
const storageOrigin = 'https://storage.mock.invalid'

interface Member {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly digest?: { readonly base64: string } | null
  readonly image?: Pick<StoredFile, 'width' | 'height' | 'blurhash'> | null
  readonly metadata?: { readonly alt?: unknown }
}

interface TicketsBody {
  readonly files: readonly Member[]
}

interface ConfirmBody {
  readonly uploads: readonly { readonly request: Member; readonly reference: string }[]
}

/**
 * The REST contract and the storage behind it, for MSW: keeps what is sent in memory, knows what it has by its digest,
 * and lists it.
 *
 * @example
 * setupServer(...createRestHandlers(() => ({ url: '/api/uploads' })))
 */
export function createRestHandlers(read: () => RestHandlersOptions): readonly HttpHandler[] {
  const records = createRecords(read)
  const at = (path: string): string => new URL(`${read().url}${path}`, globalThis.location?.href).href
  const wait = (): Promise<void> => delay(read().latencyMs ?? 0)

  return [
    http.post<never, TicketsBody>(at('/tickets'), async ({ request }) => {
      await wait()
      const refusal = refuseTickets(read().failure)
      if (refusal) return refusal
      const { files } = await request.json()
      return HttpResponse.json({ tickets: files.map((member) => records.answer(member)) })
    }),
    http.post(at('/tickets/abandon'), () => new HttpResponse(null, { status: 204 })),
    http.post<never, ConfirmBody>(at('/files'), async ({ request }) => {
      await wait()
      if (read().failure === 'confirm-refused') return problem(403, 'You may not attach files here.')
      const { uploads } = await request.json()
      const files = uploads.map((upload) => ({ kind: 'confirmed', file: records.register(upload.request) }))
      return HttpResponse.json({ files })
    }),
    http.get(at('/files'), async ({ request }) => {
      await wait()
      const { searchParams } = new URL(request.url)
      return HttpResponse.json(records.page(searchParams.get('cursor'), Number(searchParams.get('limit'))))
    }),
    http.get<{ id: string }>(at('/files/:id'), async ({ params }) => {
      await wait()
      const file = records.find(params.id)
      return file ? HttpResponse.json({ file }) : problem(404, 'There is no such file.')
    }),
    http.put<{ id: string }>(`${storageOrigin}/:id`, async ({ request, requestId, params }) => {
      const { failure, bytesPerSecond } = read()
      const body = await request.blob()
      if (bytesPerSecond) await carryBytes({ requestId, sizeBytes: body.size, bytesPerSecond })
      const refusal = refuseBytes(failure)
      if (refusal) return refusal
      records.store(params.id, body)
      return new HttpResponse(null, { headers: { ETag: `"${params.id}"`, 'Access-Control-Expose-Headers': 'ETag' } })
    }),
  ]
}

interface Records {
  answer(member: Member): object
  store(id: string, body: Blob): void
  register(member: Member): StoredFile
  find(id: string): StoredFile | undefined
  page(
    cursor: string | null,
    limit: number,
  ): { readonly files: readonly StoredFile[]; readonly nextCursor: string | null }
}

function createRecords(read: () => RestHandlersOptions): Records {
  const bodies = new Map<string, Blob>()
  const byDigest = new Map<string, StoredFile>()
  let files: readonly StoredFile[] = read().files ?? []
  return {
    answer({ id, type, digest }) {
      const file = digest ? byDigest.get(digest.base64) : undefined
      if (file) return { kind: 'existing', file }
      const { ticketExpiresInSeconds: expiresInSeconds = 300 } = read()
      return {
        kind: 'put',
        url: `${storageOrigin}/${id}`,
        headers: { 'Content-Type': type },
        reference: id,
        expiresInSeconds,
      }
    },
    store: (id, body) => void bodies.set(id, body),
    register({ id, name, size, type, image, digest, metadata }) {
      const known = files.find((file) => file.id === id)
      if (known) return known
      const body = bodies.get(id)
      const { alt } = metadata ?? {}
      const file: StoredFile = {
        id,
        name,
        size,
        type,
        ...image,
        ...(typeof alt === 'string' && { alt }),
        ...(body && { url: URL.createObjectURL(body) }),
      }
      files = [file, ...files]
      if (digest) byDigest.set(digest.base64, file)
      return file
    },
    find: (id) => files.find((file) => file.id === id),
    page(cursor, limit) {
      const start = Number(cursor ?? 0)
      const end = start + (limit || files.length)
      return { files: files.slice(start, end), nextCursor: end < files.length ? String(end) : null }
    },
  }
}

function refuseTickets(failure: RestFailure | undefined): Response | undefined {
  if (failure === 'unauthorized') return problem(401, 'Your session has ended.')
  if (failure === 'too-large') return problem(413, 'Files may have 10 MB on this plan.')
  if (failure === 'server-error') return problem(500, 'Something went wrong on the server.')
  return undefined
}

function refuseBytes(failure: RestFailure | undefined): Response | undefined {
  if (failure === 'ticket-expired') return s3Error('AccessDenied', 'Request has expired')
  if (failure === 'storage-refused') return s3Error('SignatureDoesNotMatch', 'The signature does not match.')
  return undefined
}

function problem(status: number, message: string): Response {
  return HttpResponse.json({ error: { message } }, { status })
}

function s3Error(code: string, message: string): Response {
  return HttpResponse.xml(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`, { status: 403 })
}
