import type { Inspection } from './ports.js'
import { noTries, type Tries } from './retry.js'
import type { HeldTicket } from './tickets.js'
import { fallbackType } from './state.js'
import type {
  Json,
  Metadata,
  Prepare,
  Receipt,
  Restrictions,
  StoredFile,
  StoredUpload,
  TicketRequest,
  UploadBackend,
} from './types.js'

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
  readonly picked: File
  /** What is inspected and sent: as picked, or as `prepare` made it. */
  file: File
  idempotencyKey: string
  inspection: Inspection | null
  ticket: HeldTicket | null
  /** undefined: the backend named no ticket yet */
  reference: Json | undefined
  receipt: Receipt | null
  /** An attempt went unanswered: storage may hold the bytes. */
  isAmbiguous: boolean
  /** A confirm went unanswered: the backend may have a record of it. */
  mayBeRegistered: boolean
  /** The backend was asked once whether an unanswered confirm took. */
  isReconciled: boolean
  tries: Tries
  /** Tries of the present call. */
  callAttempt: number
  /** Ends what is under way. */
  work: AbortController | null
  /** Calls the planned retry off. */
  callOffRetry: (() => void) | null
}

type JobOrigin<TFile extends StoredFile> = Pick<
  Job<TFile>,
  'id' | 'backend' | 'restrictions' | 'prepare' | 'metadata' | 'picked' | 'idempotencyKey'
>

/** A job as it is before its first step. */
export function createJob<TFile extends StoredFile>(origin: JobOrigin<TFile>): Job<TFile> {
  const { id, backend, restrictions, prepare, metadata, picked, idempotencyKey } = origin
  return {
    // First, because engines copy quickly only what stands first, and a drop may have thousands of files.
    ...freshProgress,
    id,
    backend,
    restrictions,
    prepare,
    metadata,
    picked,
    idempotencyKey,
    file: picked,
    work: null,
    callOffRetry: null,
  }
}

const freshCounters = { tries: noTries, callAttempt: 1, isReconciled: false } as const
const freshProgress = {
  inspection: null,
  ticket: null,
  reference: undefined,
  receipt: null,
  isAmbiguous: false,
  mayBeRegistered: false,
  ...freshCounters,
} as const

/** Fresh counters: the person asked for another try. */
export function resetCounters(job: Job<StoredFile>): void {
  Object.assign(job, freshCounters)
}

/** Back to the start: nothing of the last run holds any more. */
export function resetJob(job: Job<StoredFile>, idempotencyKey: string): void {
  Object.assign(job, freshProgress, { file: job.picked, idempotencyKey })
}

/** Ready to be sent again: the facts stay, the ticket and its traces go. */
export function resetToTicket(job: Job<StoredFile>, idempotencyKey: string): void {
  const { inspection } = job
  Object.assign(job, freshProgress, { inspection, idempotencyKey })
}

/** What the backend is told of the file. */
export function toTicketRequest(job: Job<StoredFile>): TicketRequest {
  const { id, file, inspection, metadata } = job
  return {
    id,
    name: file.name,
    size: file.size,
    type: file.type || fallbackType,
    ...(inspection?.sniffedType !== undefined && { sniffedType: inspection.sniffedType }),
    ...(inspection?.digest && { digest: inspection.digest }),
    ...(inspection?.image && { image: inspection.image }),
    metadata,
  }
}

/** What `confirm` works from. */
export function toStoredUpload(job: Job<StoredFile>): StoredUpload {
  return { request: toTicketRequest(job), reference: job.reference ?? null, receipt: job.receipt }
}
