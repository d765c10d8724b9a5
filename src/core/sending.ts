import { UploadError } from './errors.js'
import type { Job } from './job.js'
import type { Clock, Inspector, SendOutcome, Transport } from './ports.js'
import { SpeedMeter } from './progress.js'
import type { Action } from './state.js'
import { readRefusal, readSilence } from './storageErrors.js'
import { toTicketRequest } from './job.js'
import type { HeldTicket } from './tickets.js'
import type { Receipt, StoredFile } from './types.js'

interface SendingContext<TFile extends StoredFile> {
  readonly inspector: Inspector
  readonly transport: Transport
  readonly clock: Clock
  readonly signal: AbortSignal
  /** The wire is free for others, while what arrived is looked at. */
  readonly onAnswered: () => void
  readonly dispatch: (action: Action<TFile>) => void
}

/** Sends the bytes once under a ticket, and makes sure that what was stored is what was picked. */
export async function sendFile<TFile extends StoredFile>(
  job: Job<TFile>,
  ticket: HeldTicket,
  context: SendingContext<TFile>,
): Promise<Receipt> {
  const { transport, signal, onAnswered } = context
  job.ticket = { ...ticket, isUsed: true }
  const outcome = await transport.send(
    { ...ticket.terms, body: job.file, fileName: job.file.name },
    { signal, onProgress: reportProgress(job, context) },
  )
  onAnswered()
  signal.throwIfAborted()
  // A file edited under way ends in a torn object and no error at all, one edited before in an error that names no cause.
  if (!isProven(job, outcome)) await refuseChangedFile(job, context.inspector, outcome)
  signal.throwIfAborted()
  return readOutcome(job, outcome)
}

function reportProgress<TFile extends StoredFile>(
  job: Job<TFile>,
  { clock, dispatch }: SendingContext<TFile>,
): (sentBytes: number) => void {
  const speed = new SpeedMeter()
  return (sentBytes) => {
    const bytesPerSecond = speed.sample(clock.now(), sentBytes)
    const leftBytes = job.file.size - sentBytes
    dispatch({
      type: 'sendProgressed',
      sentBytes,
      ...(bytesPerSecond && { bytesPerSecond, secondsLeft: leftBytes / bytesPerSecond }),
    })
  }
}

/** Storage holds the very bytes that were inspected: a look at the file could tell no more, and costs a lot. */
function isProven(job: Job<StoredFile>, outcome: SendOutcome): boolean {
  return outcome.kind === 'stored' && holdsContent(job, outcome.receipt) === true
}

/** Whether the ETag is that of the file's bytes; undefined where it does not tell. */
function holdsContent({ backend, inspection }: Job<StoredFile>, { etag }: Receipt): boolean | undefined {
  const digest = inspection?.digest
  if (!backend.etagIsMd5 || digest?.algorithm !== 'md5' || !/^[\da-f]{32}$/i.test(etag ?? '')) return undefined
  return etag?.toLowerCase() === digest.hex
}

async function refuseChangedFile(job: Job<StoredFile>, inspector: Inspector, outcome: SendOutcome): Promise<void> {
  if (outcome.kind === 'refused' || outcome.kind === 'unusable') return
  const condition = await inspector.probe(job.file)
  if (condition === 'changed') {
    throw new UploadError('file-changed', `${job.file.name} was changed after it was picked. Pick it again.`, {
      step: 'sending',
    })
  }
  if (condition === 'missing') {
    throw new UploadError('file-missing', `${job.file.name} is gone. Pick it again.`, { step: 'sending' })
  }
}

function readOutcome(job: Job<StoredFile>, outcome: SendOutcome): Receipt {
  switch (outcome.kind) {
    case 'stored':
      return checkReceipt(job, outcome.receipt)
    case 'refused':
      // Our own unanswered attempt has put it there.
      if (outcome.refusal.status === 412 && job.isAmbiguous) return { status: 412, etag: null }
      throw readRefusal(
        outcome.refusal,
        job.backend.readRefusal?.(outcome.refusal, toTicketRequest(job)),
        outcome.retryAfterSeconds,
      )
    case 'no-answer':
      job.isAmbiguous ||= outcome.sentBytes > 0
      throw readSilence(outcome.reason)
    default: {
      const why = `The ticket for ${job.file.name} cannot be used: ${outcome.why}.`
      throw new UploadError('ticket-unusable', why, { step: 'sending' })
    }
  }
}

function checkReceipt(job: Job<StoredFile>, receipt: Receipt): Receipt {
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
  throw new UploadError('bytes-damaged', `What storage holds of ${job.file.name} is not what was sent.`, {
    step: 'sending',
  })
}
