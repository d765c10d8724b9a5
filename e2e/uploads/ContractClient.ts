import { announce, type ToAnnounce } from './contract/announce.ts'
import { findViolations } from './contract/findViolations.ts'
import { sendBytes } from './contract/sendBytes.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- the contract has been validated, and a test names the fields it expects
export type Answered = any

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
    const violations = findViolations(schema, read)
    if (answer.status === 200 && violations === null) return read
    throw new Error(`${method} ${path}: ${answer.status} ${text} ${violations ?? ''}`)
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
    if (ticket.kind === 'put' || ticket.kind === 'post') await sendBytes(ticket, content)
    return (await this.confirm(file, ticket.reference)).file
  }
}
