import type { CallContext } from '../../contract/backend.js'
import type { BackendCalls } from '../calls/BackendCalls.js'
import { readTerms, type SignedTerms } from '../answers/checkAnswer.js'
import { PlainError } from '../../errors/PlainError.js'
import { checkCount } from '../answers/checkCount.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { requireFile } from '../file/requireFile.js'
import type { Part } from './planParts.js'
import { refuseOtherTerms } from '../answers/refuseOtherTerms.js'
import type { Clock } from '../../contract/ports/page.js'
import type { Inspector } from '../../contract/ports/inspector.js'
import type { Digest, DigestAlgorithm } from '../../contract/fileFacts.js'
import type { Json } from '../../contract/json.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import type { StoredFile } from '../../contract/storedFile.js'

/** A part that can be sent now. */
export interface SignedPart extends Part {
  readonly body: Blob
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface PartSourceOptions<TFile extends StoredFile> {
  readonly active: ActiveUpload<TFile>
  readonly calls: BackendCalls<TFile>
  readonly multipart: MultipartCalls
  readonly reference: Json
  readonly partDigest: DigestAlgorithm | null
  readonly inspector: Inspector
  readonly clock: Clock
  readonly signal: AbortSignal
  /** How many parts go out at once. */
  readonly lanes: () => number
}

interface Stocked {
  readonly part: SignedPart
  /** monotonic milliseconds */
  readonly expiresAt: number
}

/** Servers limit the size of a request. */
const mostInOneCall = 100
/** With less than this left, a URL would be refused on arrival. */
const leastLifeMs = 2_000

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
    this.#startedAt = options.clock.now()
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
      return stocked.part
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
    const nowMs = this.#options.clock.now()
    const old = this.#stock.filter(({ expiresAt }) => expiresAt - nowMs <= leastLifeMs)
    if (old.length === 0) return
    this.#stock = this.#stock.filter((stocked) => !old.includes(stocked))
    this.#waiting.unshift(...old.map(({ part: { number, start, end } }) => ({ number, start, end })))
  }

  async #sign(): Promise<void> {
    const { active, calls, multipart, reference, clock, signal } = this.#options
    const parts = this.#waiting.splice(0, this.#countToSign())
    // Part by part and not for the whole file before: the first part would have to wait for the last to be read.
    const digests = await Promise.all(parts.map((part) => this.#digestOf(part)))
    const wanted = parts.map(({ number, start, end }, index) => {
      const digest = digests[index]
      return { number, size: end - start, ...(digest && { digest }) }
    })
    const make = (context: CallContext): Promise<unknown> => multipart.signParts(reference, wanted, context)
    const answer = await calls.ask(active, { signal, make })
    const signed = checkSigned(answer, parts.length)
    this.#stock = parts.map((part, index) => {
      const { url, headers, expiresInSeconds } = signed[index] as SignedTerms
      const bytes = { name: `part ${part.number} of ${active.upload.name}`, size: part.end - part.start }
      refuseOtherTerms(Object.entries(headers ?? {}), { ...bytes, digest: digests[index] })
      if (expiresInSeconds !== undefined) this.#expirySeconds = expiresInSeconds
      const expiresAt =
        expiresInSeconds === undefined ? Number.POSITIVE_INFINITY : clock.now() + expiresInSeconds * 1000
      return { part: { ...part, body: this.#cut(part), url, ...(headers && { headers }) }, expiresAt }
    })
    // Such an expiry would have the parts signed again for ever.
    const isFresh = this.#stock.some(({ expiresAt }) => expiresAt - clock.now() > leastLifeMs)
    if (!isFresh) throw new PlainError('ticket-expired', 'is-over')
  }

  #countToSign(): number {
    // Without an expiry, the URLs may become invalid at any time, and before the first part is sent the speed is
    // unknown.
    const lanes = this.#options.lanes()
    if (this.#expirySeconds === null || this.#taken === 0) return lanes
    const msPerPart = (this.#options.clock.now() - this.#startedAt) / this.#taken
    // 500, because half of the time is for what may go wrong.
    const sendable = Math.floor((this.#expirySeconds * 500) / Math.max(1, msPerPart))
    return Math.min(mostInOneCall, Math.max(lanes, sendable))
  }

  async #digestOf(part: Part): Promise<Digest | undefined> {
    const { inspector, partDigest, signal } = this.#options
    if (partDigest === null) return undefined
    const body = this.#cut(part)
    const { digest } = await inspector.inspect(body, {
      digest: partDigest,
      digestOnly: true,
      signal,
      onProgress: () => {},
    })
    return digest
  }

  /** Reads nothing: it is the browser that reads, when the part goes out. */
  #cut({ start, end }: Part): File {
    const file = requireFile(this.#options.active)
    return new File([file.slice(start, end)], file.name)
  }
}

function checkSigned(answer: unknown, expected: number): readonly SignedTerms[] {
  checkCount(answer, expected)
  // `map` would pass over a hole in a list.
  return Array.from(answer, readTerms)
}
