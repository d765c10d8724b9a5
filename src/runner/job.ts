import { UploadError } from '../errors/UploadError.js'
import type { Inspection } from '../contract/ports/inspector.js'
import type { Marks } from './outages/Outages.js'
import type { KnownBytes } from './answers/refuseContradiction.js'
import { noTries, type Tries } from './retryPolicy.js'
import type { HeldParts } from './multipart/parts.js'
import type { HeldTicket } from './answers/tickets.js'
import { type FileFacts, factsOf } from '../uploader/reducer.js'
import type { UploadTerms } from '../uploader/Runner.js'
import type { Json, Metadata } from '../contract/json.js'
import type { Prepare } from '../contract/options.js'
import type { Receipt, StoredUpload, TicketRequest, UploadBackend } from '../contract/backend.js'
import type { Restrictions } from '../contract/restrictions.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'

/**
 * The private side of one upload: what it was added under, and what it holds on its way. Never part of a snapshot,
 * because a ticket is a capability.
 */
export interface Job<TFile extends StoredFile> {
  readonly id: string
  readonly backend: UploadBackend<TFile>
  readonly restrictions: Restrictions
  readonly prepare: Prepare | undefined
  readonly metadata: Metadata
  /** null: it did not survive the reload, and has to be given again */
  picked: File | null
  /** What is inspected and sent: as picked, or as `prepare` made it. */
  file: File | null
  facts: FileFacts
  readonly group: string | undefined
  /** Tells the picked file from others where there is no digest of it. */
  fingerprint: string | null
  idempotencyKey: string
  inspection: Inspection | null
  ticket: HeldTicket | null
  /** The bytes go out in parts: what storage has of them. */
  parts: HeldParts | null
  /** undefined: the backend named no ticket yet */
  reference: Json | undefined
  /** Every ticket that it has held, as JSON: a late answer may name one of them again. */
  readonly held: Set<string>
  /** Tickets that came when nobody waited for them, likewise: the next answer may be the same. */
  readonly late: Map<string, LateTicket>
  receipt: Receipt | null
  /** The key under which an attempt went unanswered: storage may hold the bytes there, and nowhere else. */
  doubtedKey: string | null
  /** A confirm went unanswered: the backend may have a record of it. */
  mayBeRegistered: boolean
  /** The backend was asked once whether an unanswered confirm took. */
  isReconciled: boolean
  tries: Tries
  /** The state of the backend's servers when the current attempt started. */
  marks: Marks | null
  /** How often this upload found a server down. */
  failedProbes: number
  /** Tries of the present call. */
  callAttempt: number
  /** Ends what is under way. */
  work: AbortController | null
  /** Calls the planned retry off. */
  callOffRetry: (() => void) | null
}

/** A ticket that nobody waits for. */
export interface LateTicket {
  readonly reference: Json
  /** It names an upload in parts that was not joined. */
  readonly isOpenParts: boolean
}

/** A job as it is before its first step. */
export function createJob<TFile extends StoredFile>(terms: UploadTerms<TFile>): Job<TFile> {
  const { id, backend, restrictions, prepare, metadata, group, picked, facts, idempotencyKey } = terms
  return {
    // First, because engines copy quickly only what stands first, and a drop may have thousands of files.
    ...freshProgress,
    id,
    backend,
    restrictions,
    prepare,
    metadata,
    picked,
    group,
    facts,
    idempotencyKey,
    file: picked,
    held: new Set(),
    late: new Map(),
    fingerprint: null,
    marks: null,
    work: null,
    callOffRetry: null,
  }
}

const freshCounters = { tries: noTries, callAttempt: 1, failedProbes: 0, isReconciled: false } as const
const freshProgress = {
  inspection: null,
  ticket: null,
  parts: null,
  reference: undefined,
  receipt: null,
  doubtedKey: null,
  mayBeRegistered: false,
  ...freshCounters,
} as const

/** Fresh counters: the person asked for another try. */
export function resetCounters(job: Job<StoredFile>): void {
  Object.assign(job, freshCounters)
}

/** Back to the start: nothing of the last run holds any more. */
export function resetJob(job: Job<StoredFile>, idempotencyKey: string): void {
  const { picked, facts } = job
  Object.assign(job, freshProgress, { file: picked, facts: picked ? factsOf(picked) : facts, idempotencyKey })
}

/** Ready to be sent again: the facts stay, the ticket and its traces go. */
export function resetToTicket(job: Job<StoredFile>, idempotencyKey: string): void {
  const { inspection } = job
  Object.assign(job, freshProgress, { inspection, idempotencyKey })
}

/**
 * The bytes, where they are needed.
 * @throws {UploadError} 'file-missing'
 */
export function requireFile({ file, facts }: Job<StoredFile>, step: Step): File {
  if (file) return file
  throw new UploadError('file-missing', `${facts.name} is not at hand. Pick it again.`, { step })
}

/** The tickets that are of no use, each once. */
export function takeLate({ late }: Job<StoredFile>): readonly LateTicket[] {
  const tickets = [...late.values()]
  late.clear()
  return tickets
}

/** What the backend is told of the file. */
export function toTicketRequest(job: Job<StoredFile>): TicketRequest {
  const { id, facts, inspection, metadata } = job
  return {
    id,
    ...facts,
    ...(inspection?.sniffedType !== undefined && { sniffedType: inspection.sniffedType }),
    ...(inspection?.digest && { digest: inspection.digest }),
    ...(inspection?.image && { image: inspection.image }),
    metadata,
  }
}

/** What is known about the bytes that go to storage. */
export function toKnownBytes({ facts, inspection }: Job<StoredFile>): KnownBytes {
  return { name: facts.name, size: facts.size, digest: inspection?.digest }
}

/** What `confirm` works from. */
export function toStoredUpload(job: Job<StoredFile>): StoredUpload {
  return { request: toTicketRequest(job), reference: job.reference ?? null, receipt: job.receipt }
}
