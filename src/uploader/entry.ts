import type { Inspection } from '../contract/ports/inspector.js'
import type { DigestAlgorithm } from '../contract/fileFacts.js'
import type { Json } from '../contract/json.js'
import type { PostTicket, PutTicket } from '../contract/ticket.js'
import type { Prepare } from '../contract/options.js'
import type { Receipt, UploadBackend } from '../contract/backend.js'
import type { Restrictions } from '../contract/restrictions.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { Upload } from '../contract/upload.js'
import type { AddOptions } from '../contract/uploader.js'
import type { UploadErrorCode } from '../errors/codes.js'

/** Everything that is known of one upload. An entry is immutable, and only the reducer makes the next one from it. */
export interface Entry<TFile extends StoredFile> {
  /** What the app sees. */
  readonly upload: Upload<TFile>
  /** What only the runner sees, because a ticket is a capability. null: the backend had the file before this session. */
  readonly run: Run<TFile> | null
}

/** An entry with a private side: its file was added here, and not stored before. */
export interface UploadableEntry<TFile extends StoredFile> extends Entry<TFile> {
  readonly run: Run<TFile>
}

export function isUploadable<TFile extends StoredFile>(entry: Entry<TFile>): entry is UploadableEntry<TFile> {
  return entry.run !== null
}

/** The terms that an upload was added under. */
export interface Terms<TFile extends StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly restrictions: Restrictions
  readonly prepare: Prepare | undefined
  /** For recovery, which may keep a handle in place of the bytes. */
  readonly handles?: AddOptions['handles'] | undefined
}

/** The private side of an upload. */
export interface Run<TFile extends StoredFile> extends Terms<TFile>, Progress {
  /** The file before `prepare`. null: it did not survive the reload, and has to be chosen again. */
  readonly picked: File | null
  /** Identifies the picked file if there is no digest of it. */
  readonly fingerprint: string | null
  readonly idempotencyKey: string
  /** Every reference that the backend has named, as JSON: a late answer may name one of them again. */
  readonly named: readonly string[]
  /** Tickets that came when nobody was waiting for them any more: the next answer may be one of them again. */
  readonly late: readonly LateTicket[]
  /** Claims keys at the backend and in storage; the same object for the whole life of the upload. */
  readonly claimant: object
}

/** How far an upload has come. */
interface Progress extends Counters {
  readonly inspection: Inspection | null
  readonly ticket: OpenTicket | null
  /** The bytes are sent in parts: what storage has of them. */
  readonly parts: OpenParts | null
  /** undefined: the backend has named no reference yet */
  readonly reference: Json | undefined
  readonly receipt: Receipt | null
  /** The key of an attempt that was not answered: storage may hold the bytes there, and nowhere else. */
  readonly doubtedKey: string | null
  /** A confirm was not answered: the backend may have a record of the file. */
  readonly mayBeRegistered: boolean
}

/** What starts from scratch when a person asks for another try. */
interface Counters {
  readonly tries: Tries
  /** Counts the attempts at the current call, from 1. */
  readonly callAttempt: number
  /** The backend was asked whether an unanswered confirm had been registered. */
  readonly isReconciled: boolean
}

/** What an upload has cost since the last fresh start. */
export interface Tries {
  /** How often an error was tried again automatically, by its code. */
  readonly byCode: Readonly<Partial<Record<UploadErrorCode, number>>>
  /** How many errors were answered by sending the bytes again. Each part that arrives sets it to 0. */
  readonly resends: number
  /** Tickets that the backend gave. */
  readonly tickets: number
}

/** A ticket in hand. It lives in memory only. */
export interface OpenTicket {
  readonly terms: PutTicket | PostTicket
  /** What it names at the backend and in storage. */
  readonly keys: readonly string[]
  /** monotonic milliseconds; null: the backend named no expiry */
  readonly expiresAt: number | null
  /** A request was sent under it. */
  readonly isUsed: boolean
}

/** A multipart upload that storage has open for a file. It survives a pause, a failure and a reload. */
export interface OpenParts {
  readonly reference: Json
  /** bytes, as the backend wishes; storage takes no part smaller or larger than its own limits */
  readonly partSizeBytes: number
  readonly partDigest: DigestAlgorithm | null
  /** What storage has, by number. An ETag is null if CORS hid it. */
  readonly stored: ReadonlyMap<number, string | null>
  /** Nothing has been sent yet, so storage need not be asked what it has. */
  readonly isFresh: boolean
  /** The most parts that storage ever had: only more than these is progress. */
  readonly mostStored: number
  /** Storage was asked to join the parts. */
  readonly isJoining: boolean
  /** The connection has cut parts off, and none was stored since. Left out: it has not. */
  readonly isCutOff?: boolean
}

/** A ticket that nobody waits for. */
export interface LateTicket {
  readonly reference: Json
  /** It names a multipart upload whose parts were not joined. */
  readonly isOpenParts: boolean
}

export const noTries: Tries = { byCode: {}, resends: 0, tickets: 0 }

export const freshCounters: Counters = { tries: noTries, callAttempt: 1, isReconciled: false }

export const freshProgress: Progress = {
  inspection: null,
  ticket: null,
  parts: null,
  reference: undefined,
  receipt: null,
  doubtedKey: null,
  mayBeRegistered: false,
  ...freshCounters,
}

/** An upload's private side before its first step. */
export function createRun<TFile extends StoredFile>(
  terms: Terms<TFile>,
  picked: File | null,
  idempotencyKey: string,
): Run<TFile> {
  return {
    // First, because engines copy quickly only what stands first, and a drop may have thousands of files.
    ...freshProgress,
    backend: terms.backend,
    restrictions: terms.restrictions,
    prepare: terms.prepare,
    handles: terms.handles,
    picked,
    fingerprint: null,
    idempotencyKey,
    named: noNames,
    late: noTickets,
    claimant: {},
  }
}

const noNames: readonly string[] = []
const noTickets: readonly LateTicket[] = []
