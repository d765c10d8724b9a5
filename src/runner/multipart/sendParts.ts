import type { BackendCalls } from '../callBackend.js'
import { blameChangedFile, refuseChangedFile } from '../changedFile.js'
import { readReceipt } from '../answers/checkAnswer.js'
import { secondCodes } from '../confirm.js'
import { deriveError, UploadError } from '../../errors/UploadError.js'
import { toUploadError } from '../../errors/toUploadError.js'
import { type Job, toTicketRequest } from '../job.js'
import type { HeldParts } from './parts.js'
import { PartSource, type SignedPart } from './partSource.js'
import { type Part, planParts } from './planParts.js'
import type { SendOutcome } from '../../contract/ports/transport.js'
import { noTries, spareBytes } from '../retryPolicy.js'
import { checkReceipt, reportProgress, type SendingContext, unusableTicket } from '../send.js'
import { readRefusal, readSilence } from '../../errors/readStorage.js'
import type { CallContext, Receipt } from '../../contract/backend.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import type { StoredFile } from '../../contract/storedFile.js'

export interface PartsContext<TFile extends StoredFile> extends SendingContext<TFile> {
  readonly calls: BackendCalls<TFile>
  /** One more transfer at once: what gives it back, or null where there is no room or others wait for it. */
  readonly takeLane: () => (() => void) | null
  /** Whether others wait for the room that further lanes take. */
  readonly isWanted: () => boolean
  /** One part is there. */
  readonly onPart: (startedAt: number, bytes: number) => void
}

/**
 * Sends a file in parts, several at once where there is room, and has storage join them. What storage has already is
 * asked for first, so that a pause, a failure or a reload costs no part that arrived.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
export async function sendParts<TFile extends StoredFile>(
  job: Job<TFile>,
  held: HeldParts,
  context: PartsContext<TFile>,
): Promise<Receipt> {
  const { multipart } = job.backend
  if (!multipart) {
    throw new UploadError('ticket-unusable', `The backend ${job.backend.name} has no calls for a ticket of parts.`)
  }
  try {
    return await new PartsTransfer(job, held, multipart, context).run()
  } catch (thrown) {
    context.signal.throwIfAborted()
    throw await explain(job, toUploadError(thrown, 'sending'), context)
  }
}

class PartsTransfer<TFile extends StoredFile> {
  readonly #job: Job<TFile>
  readonly #held: HeldParts
  readonly #multipart: MultipartCalls
  readonly #context: PartsContext<TFile>
  readonly #parts: readonly Part[]
  readonly #stored = new Map<number, string | null>()
  /** Bytes of parts that are on their way, by number. */
  readonly #moving = new Map<number, number>()
  readonly #report: (sentBytes: number) => void
  #lanes = 0
  /** What the others have on the wire still counts then, but nothing new sets out. */
  #failure: { readonly reason: unknown } | null = null

  constructor(job: Job<TFile>, held: HeldParts, multipart: MultipartCalls, context: PartsContext<TFile>) {
    this.#job = job
    this.#held = held
    this.#multipart = multipart
    this.#context = context
    this.#parts = planParts(job.facts.size, held.partSizeBytes)
    this.#report = reportProgress(job, context)
  }

  async run(): Promise<Receipt> {
    const receipt = this.#held.isFresh ? null : await this.#askWhatIsThere()
    if (receipt) return receipt
    this.#hold({ isFresh: false })
    await this.#sendTheRest()
    await refuseChangedFile(this.#job, this.#context)
    this.#context.signal.throwIfAborted()
    return this.#complete()
  }

  /** The receipt where storage has joined the parts already. */
  async #askWhatIsThere(): Promise<Receipt | null> {
    const listing = await this.#call((context) => this.#multipart.listParts(this.#held.reference, context))
    switch (listing?.kind) {
      case 'completed':
        return checkReceipt(this.#job, readReceipt(listing.receipt))
      case 'gone':
        this.#job.parts = null
        throw new UploadError('ticket-expired', `Storage has let go of the parts of ${this.#job.facts.name}.`)
      case 'open':
        for (const { number, size, etag } of listing.parts) {
          const part = this.#parts[number - 1]
          if (part && part.end - part.start === size) this.#stored.set(number, etag)
        }
        this.#progress()
        return null
      default:
        throw new UploadError('answer-malformed', 'The list of parts is neither open, completed nor gone.')
    }
  }

  async #sendTheRest(): Promise<void> {
    const { job, calls, inspector, clock, signal } = { job: this.#job, ...this.#context }
    const source = new PartSource(
      this.#parts.filter(({ number }) => !this.#stored.has(number)),
      {
        job,
        calls,
        inspector,
        clock,
        signal,
        multipart: this.#multipart,
        reference: this.#held.reference,
        partDigest: this.#held.partDigest,
        lanes: () => Math.max(1, this.#lanes),
      },
    )
    const lanes: Promise<void>[] = []
    const widen = (): void => {
      while (!source.isEmpty && !this.#failure) {
        const release = this.#context.takeLane()
        if (!release) return
        lanes.push(this.#runLane(source, widen, release).finally(release))
      }
    }
    lanes.push(this.#runLane(source, widen, null))
    widen()
    // A lane may open others, so the list grows while it is awaited.
    // oxlint-disable-next-line no-await-in-loop -- all run already
    for (const lane of lanes) await lane
    if (this.#failure) throw this.#failure.reason
  }

  /** One part after the other. A further lane makes way for other files; the first is the file's own. */
  async #runLane(source: PartSource<TFile>, widen: () => void, release: (() => void) | null): Promise<void> {
    this.#lanes += 1
    try {
      while (!this.#failure && !(release && this.#context.isWanted())) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other is what a lane is
        const part = await source.next()
        if (!part || this.#failure) return
        // oxlint-disable-next-line no-await-in-loop
        await this.#sendPart(part)
        widen()
      }
    } catch (reason) {
      this.#failure ??= { reason }
    } finally {
      this.#lanes -= 1
    }
  }

  async #sendPart({ number, start, end, body, url, headers }: SignedPart): Promise<void> {
    const { transport, signal, clock, onPart } = this.#context
    const startedAt = clock.now()
    const outcome = await transport.send(
      { kind: 'put', url, ...(headers && { headers }), body, sizeBytes: end - start, fileName: this.#job.facts.name },
      { signal, onProgress: (sentBytes) => this.#progress(number, sentBytes) },
    )
    signal.throwIfAborted()
    this.#moving.delete(number)
    this.#stored.set(number, readPart(outcome, this.#job))
    this.#noteStored()
    onPart(startedAt, end - start)
  }

  /** Real progress: what went wrong before says nothing of what is to come. A part that is sent again is none. */
  #noteStored(): void {
    const before = this.#job.parts?.mostStored ?? 0
    this.#hold({ stored: new Map(this.#stored), mostStored: Math.max(before, this.#stored.size) })
    if (this.#stored.size > before) this.#job.tries = { ...noTries, tickets: this.#job.tries.tickets }
  }

  async #complete(): Promise<Receipt> {
    const parts = this.#parts.map(({ number }) => ({ number, etag: this.#stored.get(number) ?? null }))
    this.#hold({ isJoining: true })
    const answer: unknown = await this.#call((context) =>
      this.#multipart.complete(this.#held.reference, parts, context),
    ).catch((thrown: unknown) => this.#findJoined(thrown))
    return checkReceipt(this.#job, readReceipt(answer))
  }

  /** The refused call may be a repeat, ours or the browser's, of a call that has joined the parts. */
  async #findJoined(thrown: unknown): Promise<Receipt> {
    if (!secondCodes.has(toUploadError(thrown, 'sending').code)) throw thrown
    const listing = await this.#call((context) => this.#multipart.listParts(this.#held.reference, context)).catch(
      () => null,
    )
    if (listing?.kind !== 'completed') throw thrown
    return listing.receipt
  }

  #call<TAnswer>(make: (context: CallContext) => Promise<TAnswer>): Promise<TAnswer> {
    const { backend, id, idempotencyKey } = this.#job
    const { calls, signal } = this.#context
    return calls.run({ call: null, backend, uploadIds: [id], signal, attempt: 1, idempotencyKey, make })
  }

  #progress(number?: number, sentBytes = 0): void {
    if (number !== undefined) this.#moving.set(number, sentBytes)
    let bytes = 0
    for (const part of this.#parts) {
      bytes += this.#stored.has(part.number) ? part.end - part.start : (this.#moving.get(part.number) ?? 0)
    }
    this.#report(bytes)
  }

  #hold(changed: Partial<HeldParts>): void {
    const { parts } = this.#job
    if (parts) this.#job.parts = { ...parts, ...changed }
  }
}

/** The ETag of a part that is there. */
function readPart(outcome: SendOutcome, job: Job<StoredFile>): string | null {
  switch (outcome.kind) {
    case 'stored':
      return outcome.receipt.etag
    case 'refused': {
      const { refusal, retryAfterSeconds } = outcome
      throw readRefusal(refusal, job.backend.readRefusal?.(refusal, toTicketRequest(job)), retryAfterSeconds)
    }
    case 'no-answer':
      throw readSilence(outcome, job.tries)
    default:
      throw unusableTicket(job, outcome.why)
  }
}

/**
 * What an error of a part means for the file: the parts that arrived are good, so a new URL is all that is needed, and
 * an upload that nobody knows any more is looked for before it is begun anew.
 */
async function explain<TFile extends StoredFile>(
  job: Job<TFile>,
  refusal: UploadError,
  context: PartsContext<TFile>,
): Promise<UploadError> {
  const error = await blameChangedFile(job, refusal, context)
  context.signal.throwIfAborted()
  if (error !== refusal || job.parts === null) return error
  const when = error.code === 'not-found' ? 'automatically' : spareBytes(error).retry.when
  return deriveError(error, { retry: { when, from: 'call' } })
}
