import { fromBase64 } from '../../../shared/bytes/base64.js'
import { joinBytes } from '../../../shared/bytes/joinBytes.js'
import type { OwnerHeaders, ServerUnderTest } from '../ServerUnderTest.js'
import type {
  ConfirmAnswer,
  FilePage,
  MultipartTicket,
  PartsListing,
  Receipt,
  SendTicket,
  SignedPart,
  TicketAnswer,
  WireFile,
} from './answers.js'
import type { Scrubber } from './createScrubber.js'
import { HttpCalls, type Answer } from './HttpCalls.js'
import { put, sendBytes, type SendChanges, type Sent } from './sendBytes.js'
import { digestOf, uniqueName, type Announced, type TestFile } from './TestFile.js'
import { ticketsBody } from './ticketsBody.js'

/** A PNG of one pixel. Programs that read it ignore what follows. */
const smallestPicture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** What an answer says, and the answer itself for messages. */
export interface Said<T> {
  readonly value: T
  readonly answer: Answer
}

/** A file that is registered. */
export interface Uploaded {
  readonly file: TestFile
  readonly reference: unknown
  readonly registered: WireFile
  readonly answer: Answer
}

/** One owner of files at the server, and what they can do. */
export class Owner {
  readonly #calls: HttpCalls
  readonly #server: ServerUnderTest
  readonly #scrub: Scrubber
  readonly #registered = new Set<string>()

  constructor(url: string, server: ServerUnderTest, headers: OwnerHeaders | undefined, scrub: Scrubber) {
    this.#calls = new HttpCalls(url, headers, scrub)
    this.#server = server
    this.#scrub = scrub
  }

  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#calls.call(method, path, body, headers)
  }

  /** Makes a file with bytes of its own. */
  makeFile(changes: Partial<Announced> = {}, { padTo = 0 }: { readonly padTo?: number } = {}): TestFile {
    const { acceptedType = 'text/plain', metadata = {} } = this.#server
    const unique = new TextEncoder().encode(uniqueName())
    const first =
      this.#server.firstBytes ?? (acceptedType === 'image/png' ? fromBase64(smallestPicture) : new Uint8Array())
    const padding = new Uint8Array(Math.max(padTo - first.length - unique.length, 0)).fill(0x61)
    const bytes = joinBytes([first, padding, unique])
    return this.describe(bytes, { type: acceptedType, metadata, ...changes })
  }

  /** Announces bytes, with the digest that clients of this server send. */
  describe(bytes: Uint8Array<ArrayBuffer>, changes: Partial<Announced>): TestFile {
    const { acceptedType = 'text/plain', metadata = {}, digest = 'sha-256' } = this.#server
    const announced = {
      id: uniqueName(),
      name: `${uniqueName()}.${extensions[changes.type ?? acceptedType] ?? 'bin'}`,
      size: bytes.length,
      type: acceptedType,
      metadata,
      ...(digest !== null && { digest: digestOf(bytes, digest) }),
    }
    return { bytes, announced: { ...announced, ...changes } }
  }

  async tickets(members: readonly unknown[]): Promise<Said<readonly TicketAnswer[]>> {
    const body = ticketsBody(this.#server, members)
    const { value, answer } = await this.#calls.must('TicketsAnswer', 'POST', '/tickets', body)
    if (value.tickets.length !== members.length) throw answer.breach(`${members.length} tickets, one for each file`)
    return { value: value.tickets, answer }
  }

  async ticket(announced: unknown): Promise<Said<TicketAnswer>> {
    const { value, answer } = await this.tickets([announced])
    const [ticket] = value
    if (!ticket) throw answer.breach('one ticket')
    return { value: ticket, answer }
  }

  /** Requests a ticket that lets the bytes be sent in one piece. */
  async openTicket({ announced }: TestFile): Promise<Said<SendTicket>> {
    const { value, answer } = await this.ticket(announced)
    if (value.kind === 'put' || value.kind === 'post') return { value, answer }
    throw answer.breach('a ticket for sending the file, of kind put or post')
  }

  async partsTicket({ announced }: TestFile): Promise<Said<MultipartTicket>> {
    const { value, answer } = await this.ticket(announced)
    if (value.kind !== 'multipart') throw answer.breach('a ticket of kind multipart')
    return { value, answer }
  }

  send(ticket: SendTicket, bytes: Uint8Array<ArrayBuffer>, changes?: SendChanges): Promise<Sent> {
    return sendBytes(ticket, bytes, this.#scrub, changes)
  }

  /** Requests a ticket and sends the bytes, but registers nothing. */
  async sendFile(file: TestFile): Promise<Said<SendTicket> & { readonly receipt: Receipt }> {
    const opened = await this.openTicket(file)
    const sent = await this.send(opened.value, file.bytes)
    if (sent.status >= 300) throw sent.breach('storage to take the bytes that were announced, with a status of 2xx')
    return { ...opened, receipt: { status: sent.status, etag: sent.etag } }
  }

  async confirmAll(uploads: readonly unknown[]): Promise<Said<readonly ConfirmAnswer[]>> {
    const { value, answer } = await this.#calls.must('ConfirmAnswer', 'POST', '/files', { uploads })
    if (value.files.length !== uploads.length) throw answer.breach(`${uploads.length} members, one for each upload`)
    for (const one of value.files) if (one.kind === 'confirmed') this.#registered.add(one.file.id)
    return { value: value.files, answer }
  }

  async confirm(announced: unknown, reference: unknown, receipt: Receipt | null = null): Promise<Said<ConfirmAnswer>> {
    const { value, answer } = await this.confirmAll([{ request: announced, reference, receipt }])
    const [confirmed] = value
    if (!confirmed) throw answer.breach('one file')
    return { value: confirmed, answer }
  }

  async register(file: TestFile, reference: unknown, receipt: Receipt | null = null): Promise<Uploaded> {
    const { value, answer } = await this.confirm(file.announced, reference, receipt)
    if (value.kind !== 'confirmed') throw answer.breach('a file of kind confirmed')
    return { file, reference, registered: value.file, answer }
  }

  /** All three steps. */
  async upload(file: TestFile = this.makeFile()): Promise<Uploaded> {
    const { value, receipt } = await this.sendFile(file)
    return this.register(file, value.reference, receipt)
  }

  /** A member that must not succeed. */
  async expectUnregistered(
    file: TestFile,
    reference: unknown,
    expected: string,
    code?: string,
  ): Promise<Said<ConfirmAnswer>> {
    const { value, answer } = await this.confirm(file.announced, reference)
    if (value.kind !== 'failed') throw answer.breach(expected)
    if (code !== undefined && value.error.code !== code) throw answer.breach(`${expected}, with the code ${code}`)
    return { value, answer }
  }

  async list(query: Readonly<Record<string, string>> = {}): Promise<Said<FilePage>> {
    const search = new URLSearchParams(query).toString()
    return this.#calls.must('FilePage', 'GET', `/files${search && `?${search}`}`)
  }

  /** The ids on all pages. */
  async listAll(limit: number): Promise<readonly string[]> {
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const page: Said<FilePage> = await this.list({ limit: String(limit), ...(cursor !== null && { cursor }) })
      ids.push(...page.value.files.map(({ id }) => id))
      if (page.value.nextCursor !== null && page.value.nextCursor === cursor)
        throw page.answer.breach('another nextCursor')
      cursor = page.value.nextCursor
    } while (cursor !== null)
    return ids
  }

  async get(id: string): Promise<Said<WireFile>> {
    const { value, answer } = await this.#calls.must('FileAnswer', 'GET', filePath(id))
    return { value: value.file, answer }
  }

  async change(id: string, changes: Readonly<Record<string, unknown>>): Promise<Answer> {
    return this.call('PATCH', filePath(id), changes)
  }

  async delete(id: string): Promise<void> {
    const answer = await this.call('DELETE', filePath(id))
    if (answer.status !== 204) throw answer.breach('the status 204')
  }

  /** The bytes of a registered file, from its URL. */
  async read(
    id: string,
  ): Promise<{ readonly response: Response; readonly bytes: Uint8Array; readonly answer: Answer }> {
    const { value, answer } = await this.get(id)
    if (typeof value.url !== 'string') throw answer.breach('file.url, to read the file with')
    const response = await fetch(new URL(value.url, this.#calls.url))
    return { response, bytes: new Uint8Array(await response.arrayBuffer()), answer }
  }

  /** @throws {BrokenRule} unless the file can be read, byte for byte */
  async expectReadable(id: string, { bytes: expected }: TestFile): Promise<void> {
    const { response, bytes, answer } = await this.read(id)
    const isSame = bytes.length === expected.length && bytes.every((byte, index) => byte === expected[index])
    if (!response.ok)
      throw answer.breach(
        `file.url to give the ${expected.length} bytes of the file, not the status ${response.status}`,
      )
    if (!isSame)
      throw answer.breach(
        `file.url to give the ${expected.length} bytes that were registered, not ${bytes.length} others`,
      )
  }

  async abandon(reference: unknown): Promise<void> {
    const answer = await this.call('POST', '/tickets/abandon', { reference })
    if (answer.status !== 204) throw answer.breach('the status 204')
  }

  async signParts(reference: unknown, parts: readonly object[]): Promise<Said<readonly SignedPart[]>> {
    const { value, answer } = await this.#calls.must('SignPartsAnswer', 'POST', '/multipart/sign', { reference, parts })
    if (value.parts.length !== parts.length) throw answer.breach(`${parts.length} URLs, one for each part`)
    return { value: value.parts, answer }
  }

  async sendPart(
    ticket: MultipartTicket,
    number: number,
    bytes: Uint8Array<ArrayBuffer>,
    sent: Uint8Array<ArrayBuffer> = bytes,
  ): Promise<Sent> {
    const { reference, partDigest } = ticket
    const part = { number, size: bytes.length, ...(partDigest && { digest: digestOf(bytes, partDigest) }) }
    const { value, answer } = await this.signParts(reference, [part])
    const [signed] = value
    if (!signed) throw answer.breach('one URL')
    return put(signed.url, sent, Object.entries(signed.headers ?? {}), this.#scrub)
  }

  /** Sends all parts. */
  async sendParts(
    ticket: MultipartTicket,
    { bytes }: TestFile,
  ): Promise<readonly { readonly number: number; readonly etag: string | null }[]> {
    const parts: { readonly number: number; readonly etag: string | null }[] = []
    for (let offset = 0; offset < bytes.length; offset += ticket.partSizeBytes) {
      const number = parts.length + 1
      const sent = await this.sendPart(ticket, number, bytes.slice(offset, offset + ticket.partSizeBytes))
      if (sent.status >= 300) throw sent.breach('storage to take a part of the announced size, with a status of 2xx')
      parts.push({ number, etag: sent.etag })
    }
    return parts
  }

  async listParts(reference: unknown): Promise<Said<PartsListing>> {
    return this.#calls.must('PartsListing', 'POST', '/multipart/list', { reference })
  }

  async joinParts(reference: unknown, parts: readonly object[]): Promise<Said<Receipt>> {
    const body = { reference, parts }
    const { value, answer } = await this.#calls.must('CompleteAnswer', 'POST', '/multipart/complete', body)
    return { value: value.receipt, answer }
  }

  /** Deletes what was registered, if the server can. Another rule is about failures of that. */
  async cleanUp(): Promise<void> {
    const ids = [...this.#registered]
    this.#registered.clear()
    if (this.#server.deleteFile === false) return
    await Promise.allSettled(ids.map((id) => this.call('DELETE', filePath(id))))
  }
}

const extensions: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'application/pdf': 'pdf',
}

export function filePath(id: string): string {
  return `/files/${encodeURIComponent(id)}`
}
