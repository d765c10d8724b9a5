import { createHash, randomUUID } from 'node:crypto'
import { createUploads, type Uploads } from '../../src/server/createUploads.ts'
import { sqlite } from '../../src/server/node/sqlite/sqlite.ts'
import type { UploadsOptions } from '../../src/server/options/UploadsOptions.ts'
import { MemoryStore } from './MemoryStore.ts'

export interface StartedUploads {
  readonly uploads: Uploads
  readonly store: MemoryStore
  readonly errors: readonly { readonly call: string; readonly error: Error }[]
  /** Makes calls for an owner; null: nobody is signed in. */
  readonly as: (owner: string | null) => UploadsClient
}

/** A server over a database and a bucket in memory. */
export function startUploads(
  options: Partial<UploadsOptions> = {},
  store: MemoryStore = new MemoryStore(),
): StartedUploads {
  const errors: { call: string; error: Error }[] = []
  const uploads = createUploads({
    storage: store,
    records: sqlite(':memory:'),
    owner: (request) => request.headers.get('x-owner'),
    profiles: { any: { maxSizeBytes: 1_000_000 } },
    onError: (error, { call }) => errors.push({ call, error }),
    ...options,
  })
  return { uploads, store, errors, as: (owner) => new UploadsClient(uploads, store, owner) }
}

export interface Announced {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly metadata: object
}

/** Announces a text. */
export function announce(content: string, overrides: object = {}): Announced {
  const base64 = createHash('sha256').update(content).digest('base64')
  const size = Buffer.byteLength(content)
  const digest = { algorithm: 'sha-256', base64 }
  return {
    id: randomUUID(),
    name: 'notes.txt',
    size,
    type: 'text/plain',
    digest,
    metadata: {},
    ...overrides,
  } as Announced
}

export function announceUnhashed(content: string, overrides: object = {}): Announced {
  return announce(content, { digest: null, ...overrides })
}

// oxlint-disable-next-line typescript/no-explicit-any -- a test expects one kind of answer, and names its fields
export type Answered = any

/** Calls the server as a browser would. */
export class UploadsClient {
  readonly #uploads: Uploads
  readonly #store: MemoryStore
  readonly #owner: string | null

  constructor(uploads: Uploads, store: MemoryStore, owner: string | null) {
    this.#uploads = uploads
    this.#store = store
    this.#owner = owner
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Answered }> {
    const answer = await this.#uploads(
      new Request(`https://app.test/api/uploads${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(this.#owner !== null && { 'x-owner': this.#owner }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
  }

  async tickets(files: readonly object[], more: object = {}): Promise<Answered[]> {
    return (await this.call('POST', '/tickets', { files, ...more })).body.tickets
  }

  async ticket(file: object, more: object = {}): Promise<Answered> {
    return (await this.tickets([file], more))[0]
  }

  async confirm(file: object, reference: string, etag: string | null = null): Promise<Answered> {
    const uploads = [{ request: file, reference, receipt: { status: 200, etag } }]
    return (await this.call('POST', '/files', { uploads })).body.files[0]
  }

  /** Requests a ticket and sends the bytes. */
  async send(content: string, file: object = announce(content)): Promise<{ file: Answered; ticket: Answered }> {
    const ticket = await this.ticket(file)
    this.#store.send(ticket.url, content)
    return { file, ticket }
  }

  /** All three steps. */
  async upload(content: string, file: object = announce(content)): Promise<Answered> {
    const { ticket } = await this.send(content, file)
    return (await this.confirm(file, ticket.reference)).file
  }

  async list(query: string = ''): Promise<Answered> {
    return (await this.call('GET', `/files${query}`)).body
  }
}
