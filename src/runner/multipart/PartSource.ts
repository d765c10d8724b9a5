import type { ActiveUpload } from '../ActiveUpload.js'
import { checkCount } from '../answers/checkCount.js'
import { readTerms, type SignedTerms } from '../answers/checkAnswer.js'
import { refuseOtherTerms } from '../answers/refuseOtherTerms.js'
import { leastLifeMs } from '../answers/tickets.js'
import { PlainError } from '../../errors/PlainError.js'
import { requireFile } from '../file/requireFile.js'
import type { Part } from './planParts.js'
import type { Digest, DigestAlgorithm } from '../../contract/fileFacts.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import type { Ports } from '../../contract/ports/ports.js'
import type { StoredFile } from '../../contract/storedFile.js'

/** A part that can be sent now. */
export interface SignedPart {
  readonly part: Part
  readonly body: File
  readonly terms: SignedTerms
}

export interface PartSourceOptions<TFile extends StoredFile> {
  readonly active: ActiveUpload<TFile>
  readonly ports: Ports
  readonly partDigest: DigestAlgorithm | null
  readonly signal: AbortSignal
  /** Asks the backend for URLs. */
  readonly sign: (parts: Parameters<MultipartCalls['signParts']>[1]) => Promise<unknown>
  /** How many parts go out at once. */
  readonly lanes: () => number
}

interface ReadPart {
  readonly part: Part
  readonly body: File
  /** bytes */
  readonly size: number
  readonly digest: Digest | undefined
}

interface Stocked extends SignedPart {
  /** monotonic milliseconds */
  readonly expiresAt: number
}

/** Servers limit the size of a request. */
const mostInOneCall = 100

/**
 * Hands out parts with their URLs, in order. Signs as many in one call as go out at once, and more only where the URLs
 * say how long they last: as many as half of that time is enough for.
 */
export class PartSource<TFile extends StoredFile> {
  readonly #options: PartSourceOptions<TFile>
  readonly #waiting: Part[]
  #stock: Stocked[] = []
  #signing: Promise<void> | null = null
  #expirySeconds: number | null = null
  #taken = 0
  readonly #startedAt: number

  constructor(parts: readonly Part[], options: PartSourceOptions<TFile>) {
    this.#options = options
    this.#waiting = [...parts]
    this.#startedAt = this.#nowMs
  }

  get #nowMs(): number {
    return this.#options.ports.clock.now()
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#stock.length === 0
  }

  /** The next part, or null when all have been handed out. */
  async next(): Promise<SignedPart | null> {
    this.#returnExpired()
    const stocked = this.#stock.shift()
    if (stocked) {
      this.#taken += 1
      return stocked
    }
    if (this.#waiting.length === 0 && !this.#signing) return null
    // In a microtask, because lanes that open together ask together, and one call can sign for all of them.
    this.#signing ??= Promise.resolve()
      .then(() => this.#sign())
      .finally(() => (this.#signing = null))
    await this.#signing
    return this.next()
  }

  /** A file that waits for a slow part must not send the next one under a URL that storage refuses by then. */
  #returnExpired(): void {
    const old = this.#stock.filter((stocked) => !this.#isFresh(stocked))
    if (old.length === 0) return
    this.#stock = this.#stock.filter((stocked) => !old.includes(stocked))
    this.#waiting.unshift(...old.map(({ part }) => part))
  }

  /** Whether storage would not refuse the URL on arrival. */
  #isFresh({ expiresAt }: Stocked): boolean {
    return expiresAt - this.#nowMs > leastLifeMs
  }

  async #sign(): Promise<void> {
    const { active, sign } = this.#options
    const parts = this.#waiting.splice(0, this.#countToSign())
    // Part by part and not for the whole file before: the first part would have to wait for the last to be read.
    const read = await Promise.all(parts.map((part) => this.#read(part)))
    const wanted = read.map(({ part: { number }, size, digest }) => ({ number, size, ...(digest && { digest }) }))
    const answer = await sign(wanted)
    checkCount(answer, parts.length)
    // `map` would pass over a hole in a list.
    const signed = Array.from(answer, readTerms)
    this.#stock = read.map(({ part, body, size, digest }, index) => {
      const terms = signed[index] as SignedTerms
      const { headers = {}, expiresInSeconds } = terms
      const name = `part ${part.number} of ${active.upload.name}`
      refuseOtherTerms(Object.entries(headers), { name, size, digest })
      this.#expirySeconds = expiresInSeconds ?? this.#expirySeconds
      return { part, body, terms, expiresAt: this.#nowMs + (expiresInSeconds ?? Number.POSITIVE_INFINITY) * 1000 }
    })
    // Such an expiry would have the parts signed again for ever.
    if (!this.#stock.some((stocked) => this.#isFresh(stocked))) throw new PlainError('ticket-expired', 'is-over')
  }

  #countToSign(): number {
    // Without an expiry, the URLs may become invalid at any time, and before the first part is sent the speed is
    // unknown.
    const lanes = this.#options.lanes()
    if (this.#expirySeconds === null || this.#taken === 0) return lanes
    const msPerPart = (this.#nowMs - this.#startedAt) / this.#taken
    // 500, because half of the time is for what may go wrong.
    const sendable = Math.floor((this.#expirySeconds * 500) / Math.max(1, msPerPart))
    return Math.min(mostInOneCall, Math.max(lanes, sendable))
  }

  /** Without a digest nothing is read yet: the browser reads when the part goes out. */
  async #read(part: Part): Promise<ReadPart> {
    const { active, ports, partDigest, signal } = this.#options
    const file = requireFile(active)
    const body = new File([file.slice(part.start, part.end)], file.name)
    const { digest } = partDigest
      ? await ports.inspector.inspect(body, { digest: partDigest, digestOnly: true, signal, onProgress() {} })
      : {}
    return { part, body, size: part.end - part.start, digest }
  }
}
