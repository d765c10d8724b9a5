import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

const contract: object = parse(readFileSync(new URL('../../docs/rest.openapi.yaml', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema({ $id: 'contract', ...contract })

// oxlint-disable-next-line typescript/no-explicit-any -- the contract has been validated, and a test names the fields it expects
export type Answered = any

export interface ToAnnounce {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly digest?: { readonly algorithm: 'md5' | 'sha-256'; readonly base64: string }
  readonly metadata: object
}

/** Announces a text. */
export function announce(content: string, overrides: Partial<ToAnnounce> = {}): ToAnnounce {
  const digest = { algorithm: 'sha-256', base64: createHash('sha256').update(content).digest('base64') } as const
  const size = Buffer.byteLength(content)
  return { id: randomUUID(), name: 'notes.txt', size, type: 'text/plain', digest, metadata: {}, ...overrides }
}

/** The same without a digest. */
export function announceUnhashed(content: string, overrides: Partial<ToAnnounce> = {}): ToAnnounce {
  const { digest: _digest, ...file } = announce(content, overrides)
  return file
}

/** Makes the calls of docs/rest.openapi.yaml as a page does, and holds every answer against it. */
export class ContractClient {
  readonly #handle: (request: Request) => Promise<Response>
  readonly #owner: string

  constructor(handle: (request: Request) => Promise<Response>, owner: string) {
    this.#handle = handle
    this.#owner = owner
  }

  async call(method: string, path: string, schema: string | null, body?: object): Promise<Answered> {
    const answer = await this.#handle(
      new Request(`http://app.test/api/uploads${path}`, {
        method,
        headers: { authorization: this.#owner, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
    const text = await answer.text()
    if (schema === null) {
      if (answer.status === 204 && text === '') return null
      throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    }
    const read: unknown = JSON.parse(text)
    const validate = ajv.compile({ $ref: `contract#/components/schemas/${schema}` })
    if (answer.status === 200 && validate(read)) return read
    throw new Error(`${method} ${path}: ${answer.status} ${text} ${ajv.errorsText(validate.errors)}`)
  }

  async ticket(file: object): Promise<Answered> {
    return (await this.call('POST', '/tickets', 'TicketsAnswer', { files: [file] })).tickets[0]
  }

  async confirm(file: object, reference: string, etag: string | null = null): Promise<Answered> {
    const uploads = [{ request: file, reference, receipt: { status: 200, etag } }]
    return (await this.call('POST', '/files', 'ConfirmAnswer', { uploads })).files[0]
  }

  /** All three steps. */
  async upload(content: string, overrides: Partial<ToAnnounce> = {}): Promise<Answered> {
    const file = announce(content, overrides)
    const ticket = await this.ticket(file)
    if (ticket.kind === 'put' || ticket.kind === 'post') await send(ticket, content)
    return (await this.confirm(file, ticket.reference)).file
  }
}

/** Sends the bytes as a ticket says. */
export async function send(
  ticket: Answered,
  content: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (ticket.kind === 'put') {
    return fetch(ticket.url, { method: 'PUT', headers: { ...ticket.headers, ...headers }, body: content })
  }
  const form = new FormData()
  for (const [name, value] of ticket.fields) if (value !== '@file') form.append(name, value)
  form.append('file', new Blob([content]), 'file')
  return fetch(ticket.url, { method: 'POST', body: form })
}

/** The key that a ticket is for. */
export function keyOf(ticket: Answered): string {
  if (ticket.kind === 'post') return ticket.fields.find(([name]: [string]) => name === 'key')[1]
  return decodeURIComponent(new URL(ticket.url).pathname).split('/').slice(2).join('/')
}
