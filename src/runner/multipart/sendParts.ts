import type { ActiveUpload } from '../ActiveUpload.js'
import { refuseChangedFile } from '../file/refuseChangedFile.js'
import { NotStored } from '../sending/NotStored.js'
import { readReceipt } from '../answers/checkAnswer.js'
import { PlainError } from '../../errors/PlainError.js'
import type { OpenParts } from '../../uploader/entry.js'
import { PartSource, type SignedPart } from './PartSource.js'
import { fitsInParts, type Part, planParts, planPartSize } from './planParts.js'
import type { SendOutcome } from '../../contract/ports/transport.js'
import type { RunContext } from '../RunContext.js'
import { checkReceipt } from '../answers/checkReceipt.js'
import type { CallContext, Receipt } from '../../contract/backend.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import type { StoredFile } from '../../contract/storedFile.js'

/**
 * Sends a file in parts, several at once where there is room, and has storage join them. What storage has already is
 * asked for first, so that a pause, a failure or a reload costs no part that arrived. After the connection has cut parts
 * off, one goes at a time until one is stored: on a line that is lost again and again, parts that share it would never
 * arrive.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
export async function sendParts<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  open: OpenParts,
  report: (sentBytes: number) => void,
  context: RunContext<TFile>,
): Promise<Receipt> {
  const multipart = requireCalls(active)
  const transfer = new PartsTransfer(active, open, multipart, report, context)
  const { connection } = context.ports
  // Little is lost, because the parts that arrived are kept. A file in one piece would have to start again.
  const unsubscribe = connection.subscribe(() => {
    if (!connection.isOnline()) transfer.interrupt()
  })
  try {
    return await transfer.run()
  } catch (thrown) {
    active.signal.throwIfAborted()
    if (!transfer.isInterrupted) throw thrown
    throw new PlainError('storage-unreachable', 'went-offline')
  } finally {
    unsubscribe()
  }
}

/**
 * The backend's calls for parts.
 * @throws {PlainError} 'ticket-unusable', 'too-large'
 */
function requireCalls(active: ActiveUpload<StoredFile>): MultipartCalls {
  const { backend, upload } = active
  const { multipart } = backend
  // Storage would refuse the last part after all others were sent.
  if (multipart && fitsInParts(upload.size)) return multipart
  // So that the ticket is abandoned like one for a single piece.
  active.updateRun({ parts: null })
  if (multipart) throw new PlainError('too-large', 'is-too-large-for-parts')
  throw new PlainError('ticket-unusable', 'has-no-calls-for-parts', { detail: backend.name })
}

class PartsTransfer<TFile extends StoredFile> {
  readonly #active: ActiveUpload<TFile>
  readonly #open: OpenParts
  readonly #multipart: MultipartCalls
  readonly #context: RunContext<TFile>
  readonly #parts: readonly Part[]
  readonly #stored = new Map<number, string | null>()
  /** Bytes of parts that are on their way, by number. They count in the bar, although a pause loses them. */
  readonly #moving = new Map<number, number>()
  readonly #report: (sentBytes: number) => void
  readonly #interruption = new AbortController()
  /**
   * Fires with the upload's signal, and alone if the connection is lost: the upload goes on then, and only its requests
   * end.
   */
  readonly #signal: AbortSignal
  #lanes = 0
  /** Parts that are already being sent still count, but no further part is started. */
  #failure: { readonly reason: unknown } | null = null

  constructor(
    active: ActiveUpload<TFile>,
    open: OpenParts,
    multipart: MultipartCalls,
    report: (sentBytes: number) => void,
    context: RunContext<TFile>,
  ) {
    this.#active = active
    this.#open = open
    this.#multipart = multipart
    this.#context = context
    this.#parts = planParts(active.upload.size, planPartSize(active.upload.size, open.partSizeBytes))
    this.#report = report
    this.#signal = AbortSignal.any([active.signal, this.#interruption.signal])
  }

  /** Stops without losing what is stored. Once storage joins the parts, its answer is worth waiting for. */
  interrupt(): void {
    if (this.#active.run.parts?.isJoining) return
    this.#active.dispatch({ type: 'paused', by: 'offline', at: 'sending' })
    this.#updateParts({ isCutOff: true })
    this.#interruption.abort()
  }

  get isInterrupted(): boolean {
    return this.#signal.aborted
  }

  async run(): Promise<Receipt> {
    const receipt = this.#open.isFresh ? null : await this.#askWhatIsThere()
    if (receipt) return receipt
    // Before the first byte, because storage may have a part whose answer never came.
    this.#updateParts({ isFresh: false })
    await this.#sendTheRest()
    // Joining would make a file of parts from before and after a change.
    await refuseChangedFile(this.#active, { ...this.#context.ports, signal: this.#signal })
    this.#signal.throwIfAborted()
    return this.#complete()
  }

  /** Returns the receipt if storage has joined the parts already. */
  async #askWhatIsThere(): Promise<Receipt | null> {
    const listing = await this.#call((context) => this.#multipart.listParts(this.#open.reference, context))
    switch (listing?.kind) {
      case 'completed':
        return checkReceipt(this.#active, readReceipt(listing.receipt))
      case 'gone':
        this.#active.updateRun({ parts: null })
        throw new PlainError('ticket-expired', 'has-lost-its-parts')
      case 'open':
        for (const { number, size, etag } of listing.parts) {
          const part = this.#parts[number - 1]
          // A part of another size is from another plan, or was cut off. It is sent again.
          if (part && part.end - part.start === size) this.#stored.set(number, etag)
        }
        this.#progress()
        return null
      default:
        throw new PlainError('answer-malformed', 'is-no-listing')
    }
  }

  async #sendTheRest(): Promise<void> {
    const source = new PartSource(
      this.#parts.filter(({ number }) => !this.#stored.has(number)),
      {
        active: this.#active,
        ports: this.#context.ports,
        partDigest: this.#open.partDigest,
        signal: this.#signal,
        sign: (parts) => this.#call((terms) => this.#multipart.signParts(this.#open.reference, parts, terms)),
        lanes: () => Math.max(1, this.#lanes),
      },
    )
    const lanes: Promise<void>[] = []
    // Looked at again after each part: slots come free, and others may need them.
    const widen = (): void => {
      while (!source.isEmpty && !this.#failure && !this.#active.run.parts?.isCutOff) {
        const { scheduler } = this.#context
        const release = scheduler.isSlotWanted ? null : scheduler.slots.acquire()
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

  /**
   * Sends one part after the other. The first lane runs in the slot of the upload's turn. Each further lane has a slot
   * of its own, and gives it up after its part as soon as another file needs it.
   */
  async #runLane(source: PartSource<TFile>, widen: () => void, release: (() => void) | null): Promise<void> {
    this.#lanes += 1
    try {
      while (!this.#failure && !(release && this.#context.scheduler.isSlotWanted)) {
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

  async #sendPart({ part: { number, start, end }, body, terms }: SignedPart): Promise<void> {
    const { ports, scheduler, servers } = this.#context
    const startedAt = ports.clock.now()
    const outcome = await servers.send(
      this.#active,
      { ...terms, kind: 'put', body, sizeBytes: end - start, fileName: body.name },
      { signal: this.#signal, onProgress: (sentBytes) => this.#progress(number, sentBytes) },
    )
    // After an interruption nothing is kept up to date any more. Storage is asked what it has when the upload goes on.
    this.#signal.throwIfAborted()
    this.#moving.delete(number)
    if (outcome.kind === 'no-answer') this.#updateParts({ isCutOff: true })
    this.#stored.set(number, readPart(outcome, end - start))
    this.#recordStored()
    scheduler.slots.recordStored(startedAt, end - start)
  }

  /** Another part is stored, so earlier failures no longer count. A part that is sent again is no progress. */
  #recordStored(): void {
    const before = this.#active.run.parts?.mostStored ?? 0
    const mostStored = Math.max(before, this.#stored.size)
    this.#updateParts({ stored: new Map(this.#stored), mostStored, isCutOff: false })
    if (this.#stored.size > before)
      this.#active.updateRun({ tries: { ...this.#active.run.tries, byCode: {}, resends: 0 } })
  }

  async #complete(): Promise<Receipt> {
    const parts = this.#parts.map(({ number }) => ({ number, etag: this.#stored.get(number) ?? null }))
    // Before the call, because storage may join the parts and the answer may be lost. What is there is an object then,
    // so cancelling has to abandon it: aborting the parts would not remove it.
    this.#updateParts({ isJoining: true })
    const answer: unknown = await this.#call((context) =>
      this.#multipart.complete(this.#open.reference, parts, context),
    )
    return checkReceipt(this.#active, readReceipt(answer))
  }

  #call<TAnswer>(make: (context: CallContext) => Promise<TAnswer>): Promise<TAnswer> {
    return this.#context.calls.ask(this.#active, { signal: this.#signal, make })
  }

  #progress(number?: number, sentBytes = 0): void {
    if (number !== undefined) this.#moving.set(number, sentBytes)
    let bytes = 0
    for (const part of this.#parts) {
      bytes += this.#stored.has(part.number) ? part.end - part.start : (this.#moving.get(part.number) ?? 0)
    }
    this.#report(bytes)
  }

  #updateParts(changed: Partial<OpenParts>): void {
    const { parts } = this.#active.run
    if (parts) this.#active.updateRun({ parts: { ...parts, ...changed } })
  }
}

/** The ETag of a part that storage has. */
function readPart(outcome: SendOutcome, sizeBytes: number): string | null {
  if (outcome.kind === 'stored') return outcome.receipt.etag
  throw new NotStored(outcome, sizeBytes)
}
