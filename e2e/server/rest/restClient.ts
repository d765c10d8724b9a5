import type { ErrorBody } from '../../../src/server/http/answers.ts'
import type { DescribedFile } from '../../../src/server/http/describeFile.ts'
import { announce, type ToAnnounce } from '../../uploads/contract/announce.ts'
import { findViolations } from '../../uploads/contract/findViolations.ts'
import { sendBytes } from '../../uploads/contract/sendBytes.ts'

/** None of the files of these tests is rejected, so each has a URL. */
type RestFile = DescribedFile & { readonly url: string }

export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

/** The fields of every kind, for tests that expect a particular one. */
export interface AnyTicket {
  readonly kind: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly fields: readonly (readonly [string, string])[]
  readonly reference: string
  readonly expiresInSeconds: number
  readonly file: RestFile
  readonly error: ErrorBody
}

export interface AnyConfirmed {
  readonly kind: string
  readonly file: RestFile
  readonly error: ErrorBody
}

interface Refusal {
  readonly error: ErrorBody
}

/** Calls the API as a browser would, and validates every answer against the OpenAPI document. */
export class RestClient {
  readonly #base: string
  readonly #query: string
  readonly #headers: Readonly<Record<string, string>>

  /** @param query after the paths of all calls */
  constructor(url: string, token?: string, query = '') {
    this.#base = `${url}/api/rest`
    this.#query = query
    this.#headers = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  }

  async tickets(...files: readonly object[]): Promise<readonly AnyTicket[]> {
    return (await this.#must<{ tickets: AnyTicket[] }>('TicketsAnswer', 'POST', '/tickets', { files })).tickets
  }

  async ticket(file: object): Promise<AnyTicket> {
    const [ticket] = await this.tickets(file)
    if (!ticket) throw new Error('The answer contains no ticket.')
    return ticket
  }

  async confirm(file: object, reference: string, etag: string | null = null): Promise<AnyConfirmed> {
    const uploads = [{ request: file, reference, receipt: { status: 200, etag } }]
    const { files } = await this.#must<{ files: AnyConfirmed[] }>('ConfirmAnswer', 'POST', '/files', { uploads })
    const [confirmed] = files
    if (!confirmed) throw new Error('The answer contains no confirmed file.')
    return confirmed
  }

  /** All three steps. */
  async upload(content: string, overrides: Partial<ToAnnounce> = {}): Promise<RestFile> {
    const file = announce(content, overrides)
    const ticket = await this.ticket(file)
    if (ticket.kind === 'existing') return ticket.file
    if (ticket.kind !== 'stored') await sendBytes(ticket, content)
    return (await this.confirm(file, ticket.reference)).file
  }

  list(query = ''): Promise<{ readonly files: readonly RestFile[]; readonly nextCursor: string | null }> {
    return this.#must('FilePage', 'GET', `/files${query}`)
  }

  async change(id: string, change: object): Promise<RestFile> {
    return (await this.#must<{ file: RestFile }>('FileAnswer', 'PATCH', `/files/${id}`, change)).file
  }

  abandon(reference: string): Promise<Answer<null>> {
    return this.call('POST', '/tickets/abandon', { reference })
  }

  /** Makes a call without validating its answer. */
  async call<T = Refusal>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const answer = await fetch(`${this.#base}${path}${this.#query}`, {
      method,
      headers: { ...this.#headers, 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
  }

  async #must<T>(schema: string, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call<T>(method, path, body)
    const violations = findViolations(schema, answer.body)
    if (answer.status === 200 && violations === null) return answer.body
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)} ${violations ?? ''}`)
  }
}
