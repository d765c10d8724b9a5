import { blameChangedFile, refuseChangedFile } from './changedFile.js'
import { toUploadError } from '../errors/toUploadError.js'
import { UploadError } from '../errors/UploadError.js'
import { namesOf } from './answers/keyNames.js'
import { type Job, requireFile, toTicketRequest } from './job.js'
import type { Clock } from '../contract/ports/page.js'
import type { Inspector } from '../contract/ports/inspector.js'
import type { SendOutcome, Transport } from '../contract/ports/transport.js'
import { SpeedMeter } from '../shared/SpeedMeter.js'
import type { Action } from '../uploader/reducer.js'
import { readRefusal, readSilence } from '../errors/readStorage.js'
import type { HeldTicket } from './answers/tickets.js'
import type { Receipt } from '../contract/backend.js'
import type { StoredFile } from '../contract/storedFile.js'

export interface SendingContext<TFile extends StoredFile> {
  readonly inspector: Inspector
  readonly transport: Transport
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly dispatch: (action: Action<TFile>) => void
}

/** Sends the bytes once under a ticket, and makes sure that what was stored is what was picked. */
export async function sendFile<TFile extends StoredFile>(
  job: Job<TFile>,
  ticket: HeldTicket,
  context: SendingContext<TFile> & {
    /** The wire is free for others, while what arrived is looked at. */
    readonly onStored: () => void
  },
): Promise<Receipt> {
  const { transport, signal, dispatch, onStored } = context
  job.ticket = { ...ticket, isUsed: true }
  const report = reportProgress(job, context)
  let hasMoved = job.facts.size === 0
  const onProgress = (sentBytes: number): void => {
    hasMoved ||= sentBytes > 0
    report(sentBytes)
  }
  const names = namesOf(ticket.terms, job.backend, job.facts.name)
  const doubt = (): void => {
    // Where the URL does not name the object, the reference does.
    job.doubtedKey = names.at(-1) ?? null
  }
  const onUnseen = (): void => {
    hasMoved = true
    dispatch({ type: 'sendUnseen' })
  }
  const body = requireFile(job, 'sending')
  const outcome = await transport
    .send(
      { ...ticket.terms, body, sizeBytes: job.facts.size, fileName: job.facts.name },
      {
        signal,
        onProgress,
        onUnseen,
      },
    )
    .catch((aborted: unknown) => {
      // Paused in the middle: storage may have it all.
      if (hasMoved) doubt()
      throw aborted
    })
  if (outcome.kind === 'stored') onStored()
  if (outcome.kind === 'no-answer' && (hasMoved || outcome.sentBytes > 0)) doubt()
  if (outcome.kind === 'refused' && outcome.wasRepeated) doubt()
  signal.throwIfAborted()
  const mayBeThere = job.doubtedKey !== null && names.includes(job.doubtedKey)
  const receipt = await readOrBlame(job, outcome, { ...context, mayBeThere })
  // If a file is edited while it is sent, the object is a mixture of both versions, and no error is reported.
  if (holdsContent(job, receipt) !== true) await refuseChangedFile(job, context)
  signal.throwIfAborted()
  return receipt
}

async function readOrBlame<TFile extends StoredFile>(
  job: Job<TFile>,
  outcome: SendOutcome,
  context: SendingContext<TFile> & { readonly mayBeThere: boolean },
): Promise<Receipt> {
  try {
    return readOutcome(job, outcome, context.mayBeThere)
  } catch (thrown) {
    const error = await blameChangedFile(job, toUploadError(thrown, 'sending'), context)
    context.signal.throwIfAborted()
    throw error
  }
}

/** Tells of bytes on the wire, with speed and time left. */
export function reportProgress<TFile extends StoredFile>(
  job: Job<TFile>,
  { clock, dispatch }: SendingContext<TFile>,
): (sentBytes: number) => void {
  const speed = new SpeedMeter()
  return (sentBytes) => {
    const bytesPerSecond = speed.sample(clock.now(), sentBytes)
    const leftBytes = job.facts.size - sentBytes
    dispatch({
      type: 'sendProgressed',
      sentBytes,
      ...(bytesPerSecond && { bytesPerSecond, secondsLeft: leftBytes / bytesPerSecond }),
    })
  }
}

/** Whether the ETag is that of the file's bytes; undefined where it does not tell. */
function holdsContent({ backend, inspection }: Job<StoredFile>, { etag }: Receipt): boolean | undefined {
  const digest = inspection?.digest
  if (!backend.etagIsMd5 || digest?.algorithm !== 'md5' || !/^[\da-f]{32}$/i.test(etag ?? '')) return undefined
  return etag?.toLowerCase() === digest.hex
}

/** @param mayBeThere whether an earlier attempt under the same key went unanswered */
function readOutcome(job: Job<StoredFile>, outcome: SendOutcome, mayBeThere: boolean): Receipt {
  switch (outcome.kind) {
    case 'stored':
      return checkReceipt(job, outcome.receipt)
    case 'refused':
      // Our own unanswered attempt has put it there, and its ETag went with its answer.
      if (outcome.refusal.status === 412 && mayBeThere && !job.backend.needsEtag) return { status: 412, etag: null }
      throw readRefusal(
        outcome.refusal,
        job.backend.readRefusal?.(outcome.refusal, toTicketRequest(job)),
        outcome.retryAfterSeconds,
      )
    case 'no-answer':
      throw readSilence(outcome, job.tries)
    default:
      throw unusableTicket(job, outcome.why)
  }
}

/** @param why a sentence of the transport's */
export function unusableTicket({ facts }: Job<StoredFile>, why: string): UploadError {
  return new UploadError('ticket-unusable', `The ticket for ${facts.name} cannot be used. ${why}`, { step: 'sending' })
}

/**
 * Makes sure that storage took what was sent, as far as its answer tells.
 * @throws {UploadError} 'etag-hidden', 'bytes-damaged'
 */
export function checkReceipt(job: Job<StoredFile>, receipt: Receipt): Receipt {
  const { etag } = receipt
  if (etag === null && job.backend.needsEtag) {
    throw new UploadError(
      'etag-hidden',
      'Storage hides its ETag. Add ETag to ExposeHeaders in the CORS rules of the bucket.',
      {
        step: 'sending',
      },
    )
  }
  if (holdsContent(job, receipt) !== false) return receipt
  throw new UploadError('bytes-damaged', `What storage holds of ${job.facts.name} is not what was sent.`, {
    step: 'sending',
  })
}
