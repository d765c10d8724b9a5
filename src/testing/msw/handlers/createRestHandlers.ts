import { http, HttpResponse, type HttpHandler } from 'msw'
import type { FileChange, StoredFile } from '../../../contract/storedFile.js'
import { answerCall, type MockCall } from '../answerCall.js'
import type { MockFailure, MockOptions } from '../MockOptions.js'
import { MockRefusal } from '../MockRefusal.js'
import { createMockStorage, type MockStorage } from '../mockStorage.js'
import { pageUrl } from '../pageUrl.js'

/** How the mocked server and its storage behave. Read at each request, so that a story can change it while it runs. */
export interface RestHandlersOptions extends MockOptions<'too-large'> {
  /** The base URL, as in `createRestBackend({ url })`. */
  readonly url: string
  /** The kind of tickets. @default 'put' */
  readonly sendWith?: 'put' | 'post'
  /** The files that the server has from the start, newest first. */
  readonly files?: readonly StoredFile[]
}

export type RestFailure = MockFailure | 'too-large'

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
 * The REST contract and the storage behind it, for MSW: keeps files in memory, recognises them by their digest,
 * lists, changes and deletes them.
 *
 * @example
 * setupServer(...createRestHandlers(() => ({ url: 'https://app.example/api/uploads' })))
 */
export function createRestHandlers(read: () => RestHandlersOptions): readonly HttpHandler[] {
  const storage = createMockStorage('rest', read)
  const records = createRecords(read, storage)
  const at = (path: string): string => pageUrl(`${read().url}${path}`)
  const answer = (call: MockCall, work: () => Promise<Response> | Response): Promise<Response> =>
    answerCall({ options: read(), call, respond: refuse, work })

  return [
    http.post<never, TicketsBody>(at('/tickets'), ({ request }) =>
      answer('ticket', async () => {
        if (read().failure === 'too-large') throw new MockRefusal(413, 'Files may have 10 MB on this plan.')
        const { files } = await request.json()
        return HttpResponse.json({ tickets: files.map((member) => records.answer(member)) })
      }),
    ),
    http.post(at('/tickets/abandon'), () => new HttpResponse(null, { status: 204 })),
    http.post<never, ConfirmBody>(at('/files'), ({ request }) =>
      answer('confirm', async () => {
        const { uploads } = await request.json()
        return HttpResponse.json({ files: uploads.map((upload) => records.register(upload.request, upload.reference)) })
      }),
    ),
    http.get(at('/files'), ({ request }) =>
      answer('other', () => {
        const { searchParams } = new URL(request.url)
        return HttpResponse.json(records.page(searchParams.get('cursor'), Number(searchParams.get('limit'))))
      }),
    ),
    http.get<{ id: string }>(at('/files/:id'), ({ params }) =>
      answer('other', () => {
        const file = records.find(params.id)
        if (!file) throw noFile()
        return HttpResponse.json({ file })
      }),
    ),
    http.patch<{ id: string }, FileChange>(at('/files/:id'), ({ params, request }) =>
      answer('other', async () => {
        const file = records.change(params.id, await request.json())
        if (!file) throw noFile()
        return HttpResponse.json({ file })
      }),
    ),
    http.delete<{ id: string }>(at('/files/:id'), ({ params }) =>
      answer('other', () => {
        if (!records.remove(params.id)) throw noFile()
        return new HttpResponse(null, { status: 204 })
      }),
    ),
    ...storage.handlers,
  ]
}

interface Records {
  answer(member: Member): object
  register(member: Member, reference: string): object
  find(id: string): StoredFile | undefined
  change(id: string, change: FileChange): StoredFile | undefined
  /** False if there is no such file. Another file with the same bytes stays. */
  remove(id: string): boolean
  page(
    cursor: string | null,
    limit: number,
  ): { readonly files: readonly StoredFile[]; readonly nextCursor: string | null }
}

interface Registered {
  readonly id: string
  /** Undefined after a change: what was said about the upload is then no longer true of the file. */
  readonly description: string | undefined
  readonly body: Blob
}

/** What the app says about a file: equal bytes with other metadata are a different file. */
function describe({ name, metadata }: Member): string {
  return JSON.stringify([name, metadata ?? {}])
}

function createRecords(read: () => RestHandlersOptions, storage: MockStorage): Records {
  const byDigest = new Map<string, readonly Registered[]>()
  /** The object for a ticket whose bytes were sent with another file. */
  const shared = new Map<string, Blob>()
  let files: readonly StoredFile[] = read().files ?? []

  const find = (id: string): StoredFile | undefined => files.find((file) => file.id === id)
  const mapRegistered = (map: (one: Registered) => Registered | readonly Registered[]): void => {
    for (const [digest, registered] of byDigest) byDigest.set(digest, registered.flatMap(map))
  }

  return {
    answer(member) {
      const registered = (member.digest && byDigest.get(member.digest.base64)) ?? []
      const same = registered.find(({ description }) => description === describe(member))
      if (same) return { kind: 'existing', file: find(same.id) }
      const [first] = registered
      if (!first) return issueTicket(storage, member, read())
      shared.set(member.id, first.body)
      return { kind: 'stored', reference: member.id }
    },
    register(member, reference) {
      const known = find(reference)
      if (known) return { kind: 'confirmed', file: known }
      const body = storage.look(reference)?.body ?? shared.get(reference)
      if (!body) return notVerified
      const file = describeFile(member, reference, body)
      files = [file, ...files]
      const { base64 } = member.digest ?? {}
      const registered = { id: file.id, description: describe(member), body }
      if (base64) byDigest.set(base64, [...(byDigest.get(base64) ?? []), registered])
      read().onRegistered?.(file)
      return { kind: 'confirmed', file }
    },
    find,
    change(id, change) {
      const known = find(id)
      if (!known) return undefined
      const changed = changeFile(known, change)
      files = files.map((file) => (file.id === id ? changed : file))
      mapRegistered((one) => (one.id === id ? { ...one, description: undefined } : one))
      return changed
    },
    remove(id) {
      if (!find(id)) return false
      files = files.filter((file) => file.id !== id)
      mapRegistered((one) => (one.id === id ? [] : one))
      return true
    },
    page(cursor, limit) {
      const start = Number(cursor ?? 0)
      const end = start + (limit || files.length)
      return { files: files.slice(start, end), nextCursor: end < files.length ? String(end) : null }
    },
  }
}

function issueTicket(
  storage: MockStorage,
  { id, type, size }: Member,
  { ticketExpiresInSeconds: expiresInSeconds = 300, sendWith = 'put' }: RestHandlersOptions,
): object {
  const object = { key: id, type, size }
  const terms = { reference: id, expiresInSeconds }
  if (sendWith === 'put') {
    return { kind: 'put', url: storage.signPut(object), headers: { 'Content-Type': type }, ...terms }
  }
  const { url, fields } = storage.signPost(object)
  return { kind: 'post', url, fields: [...fields, ['file', '@file']], ...terms }
}

function describeFile({ name, size, type, image, metadata }: Member, id: string, body: Blob): StoredFile {
  const { alt } = metadata ?? {}
  return { id, name, size, type, ...image, ...(typeof alt === 'string' && { alt }), url: URL.createObjectURL(body) }
}

/** A member that is left out is unchanged, and an empty text clears it. */
function changeFile(file: StoredFile, change: FileChange): StoredFile {
  const { name = file.name, alt = file.alt } = change
  const { name: _name, alt: _alt, ...others } = file
  return { ...others, ...(name && { name }), ...(alt && { alt }) }
}

function noFile(): MockRefusal {
  return new MockRefusal(404, 'There is no such file.')
}

const notVerified = {
  kind: 'failed',
  error: { status: 409, code: 'not-verified', message: 'Nothing has been stored under this ticket.' },
}

function refuse({ status, message }: MockRefusal): Response {
  return HttpResponse.json({ error: { message } }, { status })
}
