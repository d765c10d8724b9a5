import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { etagOf } from '../../storage/answers/etagOf.ts'
import { keyOf, sendBytes } from '../../uploads/contract/sendBytes.ts'
import { Dice } from '../Dice.ts'
import { type Batch, partSizeBytes, type PlannedUpload, ticketExpiresInSeconds } from './planUploads.ts'
import type { SoakServers } from './SoakServers.ts'

/** What became of an upload, as its client saw it. */
export interface Outcome {
  readonly upload: PlannedUpload
  /**
   * registered: a server said so. over-quota: refused. taken-away: the same bytes of the same owner were deleted by another
   * client. gone: abandoned, or its page was closed.
   */
  readonly kind: 'registered' | 'over-quota' | 'taken-away' | 'gone'
  /** Each id that a server has answered; more than one is wrong. */
  readonly fileIds: ReadonlySet<string>
  readonly isDeleted: boolean
}

// oxlint-disable-next-line typescript/no-explicit-any -- answers have the shape of the contract, and what is missing fails the soak
type Answer = any

interface Waiting {
  readonly upload: PlannedUpload
  readonly fileIds: Set<string>
}

interface Sent extends Waiting {
  readonly ticketAtMs: number
  readonly reference: string
  readonly etag: string | null
}

/** A server that is dead comes back within a second or two, and a busy machine takes longer. */
const patienceMs = 90_000
const mostRounds = 12

/** Uploads as the real client does: with idempotency keys, and again after an outage. */
export class UploadDriver {
  readonly outcomes: Outcome[] = []
  readonly wrong: string[] = []
  readonly #servers: SoakServers
  readonly #bytes: Dice
  readonly #eventsToken: string
  readonly #events: Promise<void>[] = []
  #retries = 0

  constructor(servers: SoakServers, { seed, eventsToken }: { readonly seed: string; readonly eventsToken: string }) {
    this.#servers = servers
    this.#bytes = new Dice(seed)
    this.#eventsToken = eventsToken
  }

  /** Calls that were repeated, because a server was dead or its answer was lost. */
  get retries(): number {
    return this.#retries
  }

  bytesOf({ content, sizeBytes }: PlannedUpload): Buffer {
    return this.#bytes.bytes(content, sizeBytes)
  }

  async play(batch: Batch): Promise<void> {
    let waiting: readonly Waiting[] = batch.uploads.map((upload) => ({ upload, fileIds: new Set() }))
    for (let round = 1; waiting.length > 0; round += 1) {
      if (round > mostRounds) {
        for (const { upload } of waiting) this.wrong.push(`${upload.id} (${upload.end}): has found no end`)
        return
      }
      waiting = await this.#playOnce(batch, waiting)
    }
  }

  /** Waits until storage has told everything. */
  async drain(): Promise<void> {
    await Promise.all(this.#events)
  }

  /** Answers what has to begin again. */
  async #playOnce({ owner, profile }: Batch, waiting: readonly Waiting[]): Promise<readonly Waiting[]> {
    const files = waiting.map(({ upload }) => this.#announce(upload))
    const ticketAtMs = Date.now()
    const { body } = await this.#call(owner, 'POST', '/tickets', { profile, files })
    const tickets: readonly Answer[] = body.tickets ?? []
    const again: Waiting[] = []
    const sent: Sent[] = []
    await Promise.all(
      waiting.map(async (one, index) => {
        const next = await this.#answerTicket(one, tickets[index])
        if (next === 'again') again.push(one)
        else if (next !== 'ended') sent.push({ ...one, ...next, ticketAtMs })
      }),
    )
    return [...again, ...(await this.#confirm(owner, sent))]
  }

  async #answerTicket(one: Waiting, ticket: Answer): Promise<Pick<Sent, 'reference' | 'etag'> | 'again' | 'ended'> {
    const { upload } = one
    if (ticket?.kind === 'existing') {
      await this.#finish(one, ticket.file.id)
      return 'ended'
    }
    if (ticket === undefined || ticket.kind === 'failed') return this.#refused(one, ticket?.error)
    const { reference } = ticket
    if (upload.end === 'abandon-before' || upload.end === 'close-before') return this.#leave(one, reference)
    const receipt = ticket.kind === 'stored' ? { etag: null } : await this.#send(upload, ticket)
    if (receipt === null) return 'again'
    if (upload.end === 'abandon-after' || upload.end === 'close-after') return this.#leave(one, reference)
    return { reference, etag: receipt.etag }
  }

  async #leave(one: Waiting, reference: string): Promise<'ended'> {
    const { upload } = one
    if (upload.end.startsWith('abandon')) {
      const { status } = await this.#call(upload.owner, 'POST', '/tickets/abandon', { reference })
      if (status !== 204) this.wrong.push(`${upload.id}: abandon answered ${status}`)
    }
    this.outcomes.push({ ...one, kind: 'gone', isDeleted: false })
    return 'ended'
  }

  #refused(one: Waiting, error: Answer): 'again' | 'ended' {
    if (error?.code === 'storage-full' && one.upload.profile === 'few') {
      this.outcomes.push({ ...one, kind: 'over-quota', isDeleted: false })
      return 'ended'
    }
    // A call for the same content is under way, or the server has stopped inside of this one.
    if (error?.status !== 503) this.wrong.push(`${one.upload.id}: no ticket: ${JSON.stringify(error)}`)
    return 'again'
  }

  async #confirm(owner: string, sent: readonly Sent[]): Promise<readonly Waiting[]> {
    if (sent.length === 0) return []
    const times = Math.max(...sent.map(({ upload }) => upload.confirms))
    const uploads = sent.map(({ upload, reference, etag }) => ({
      request: this.#announce(upload),
      reference,
      receipt: { status: 200, etag },
    }))
    const answers = await Promise.all(
      Array.from({ length: times }, () => this.#call(owner, 'POST', '/files', { uploads })),
    )
    const again: Waiting[] = []
    for (const [index, one] of sent.entries()) {
      const files: readonly Answer[] = answers.map(({ body }) => body.files?.[index])
      const confirmed = files.filter((file) => file?.kind === 'confirmed')
      for (const { file } of confirmed) one.fileIds.add(file.id)
      if (confirmed.length > 0) await this.#finish(one, confirmed[0].file.id)
      else if (files[0]?.error?.code === 'already-used')
        this.outcomes.push({ ...one, kind: 'taken-away', isDeleted: false })
      else {
        const code = files[0]?.error?.code
        // After its term, a sweep may have forgotten it.
        const isLate = Date.now() - one.ticketAtMs > ticketExpiresInSeconds * 1000
        if (code !== 'not-verified' && code !== 'ticket-expired' && !(code === 'not-found' && isLate)) {
          this.wrong.push(`${one.upload.id}: confirm answered ${JSON.stringify(files[0] ?? answers[0]?.body)}`)
        }
        again.push(one)
      }
    }
    return again
  }

  async #finish(one: Waiting, fileId: string): Promise<void> {
    const { upload, fileIds } = one
    fileIds.add(fileId)
    const isDeleted = upload.end === 'delete'
    if (isDeleted) {
      const { status } = await this.#call(upload.owner, 'DELETE', `/files/${fileId}`)
      if (status !== 204 && status !== 404) this.wrong.push(`${upload.id}: delete answered ${status}`)
    }
    this.outcomes.push({ ...one, kind: 'registered', isDeleted })
  }

  /** null: the bytes could not be sent with this ticket. */
  async #send(upload: PlannedUpload, ticket: Answer): Promise<{ readonly etag: string | null } | null> {
    if (ticket.kind === 'multipart') return this.#sendParts(upload, ticket.reference)
    const bytes = new Uint8Array(this.bytesOf(upload))
    const response = await sendBytes(ticket, bytes)
    await response.arrayBuffer()
    if (upload.isSentTwice) await (await sendBytes(ticket, bytes)).arrayBuffer()
    // With 412, the bytes of an earlier attempt are there.
    if (!response.ok && response.status !== 412) return null
    this.#notify(upload, keyOf(ticket))
    return { etag: response.ok ? etagOf(response) : null }
  }

  async #sendParts(upload: PlannedUpload, reference: string): Promise<{ readonly etag: string | null } | null> {
    const bytes = this.bytesOf(upload)
    const parts = Array.from({ length: Math.ceil(bytes.length / partSizeBytes) }, (_, index) => {
      const part = bytes.subarray(index * partSizeBytes, (index + 1) * partSizeBytes)
      return { number: index + 1, size: part.length, bytes: part }
    })
    const wanted = parts.map(({ number, size }) => ({ number, size }))
    const signed = await this.#call(upload.owner, 'POST', '/multipart/sign', { reference, parts: wanted })
    if (signed.status !== 200) return null
    const etags = await Promise.all(
      parts.map(async ({ number, bytes: part }, index) => {
        const { url, headers } = signed.body.parts[index]
        const response = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(part) })
        await response.arrayBuffer()
        return { number, etag: response.ok ? etagOf(response) : null }
      }),
    )
    const done = await this.#call(upload.owner, 'POST', '/multipart/complete', { reference, parts: etags })
    if (done.status !== 200) return null
    this.#notify(upload, keyOf(signed.body.parts[0]))
    return { etag: done.body.receipt.etag }
  }

  /** Tells a server what storage would tell it, at some time. */
  #notify({ owner, hasEvent }: PlannedUpload, key: string): void {
    if (!hasEvent) return
    const notified = this.#sendEvent(owner, key)
    // Whoever waits for all of them gets the error.
    notified.catch(() => {})
    this.#events.push(notified)
  }

  async #sendEvent(owner: string, key: string): Promise<void> {
    await delay(Math.random() * 60)
    const event = { Records: [{ eventName: 's3:ObjectCreated:Put', s3: { object: { key: encodeURIComponent(key) } } }] }
    const { status } = await this.#call(owner, 'POST', '/events', event)
    if (status !== 204) this.wrong.push(`a notification was answered with ${status}`)
  }

  #announce(upload: PlannedUpload): object {
    const { id, name, sizeBytes, isHashed } = upload
    const base64 = createHash('sha256').update(this.bytesOf(upload)).digest('base64')
    const digest = isHashed ? { algorithm: 'sha-256', base64 } : null
    return { id, idempotencyKey: id, name, size: sizeBytes, type: 'application/octet-stream', digest, metadata: {} }
  }

  /** Makes a call of any server, and again after an outage. One in thirty does not wait for its first answer. */
  async #call(owner: string, method: string, path: string, body?: object): Promise<{ status: number; body: Answer }> {
    const endsAtMs = Date.now() + patienceMs
    let isCutOff = Math.random() < 1 / 30
    let last: unknown = null
    for (; Date.now() < endsAtMs; this.#retries += 1) {
      const origin = this.#servers.origin(Math.floor(Math.random() * this.#servers.count))
      try {
        if (origin === null) throw new Error('The server is dead.')
        const response = await fetch(`${origin}${path}`, {
          method,
          headers: {
            'content-type': 'application/json',
            'x-owner': encodeURIComponent(owner),
            authorization: `Bearer ${this.#eventsToken}`,
          },
          signal: AbortSignal.timeout(isCutOff ? Math.ceil(Math.random() * 30) : patienceMs),
          ...(body && { body: JSON.stringify(body) }),
        })
        const text = await response.text()
        if (response.status < 500) return { status: response.status, body: text === '' ? null : JSON.parse(text) }
        last = text
      } catch (error) {
        last = error
      }
      isCutOff = false
      await delay(20 + Math.random() * 200)
    }
    throw new Error(`${method} ${path} has had no answer: ${String(last)}`)
  }
}
