import type { Json, Metadata } from './json.js'
import type { DigestAlgorithm, Digest, ImageFacts } from './fileFacts.js'
import type { StoredFile } from './storedFile.js'
import type { TicketAnswer } from './ticket.js'
import type { MultipartCalls } from './multipart.js'
import type { RejectionReason } from './restrictions.js'
import type { UploadErrorInit } from '../errors/UploadError.js'

/** An app's API behind an adapter. `createXBackend(options)` makes one; an upload keeps the backend it was added under. */
export interface UploadBackend<TFile extends StoredFile = StoredFile> {
  /** 'glue', 'ion', … */
  readonly name: string
  /**
   * Whose files these are: API, tenant, user; no secret. Prefixes query keys, the digest cache and recovery records;
   * without it those two stay off.
   */
  readonly scope?: string
  /** What `requestTicket` needs; null: nothing is hashed for the ticket's sake. */
  readonly digest: DigestAlgorithm | null
  /**
   * Whether uploads of equal digest, size, type and metadata may share one transfer. If their names are equal too, the
   * second gets the first one's stored file; otherwise it asks for a ticket of its own once the bytes are stored.
   */
  readonly sharesFiles: boolean
  /**
   * Does repeating `confirm` after a lost answer give the same one record?
   * @default false
   */
  readonly confirmIsIdempotent?: boolean
  /**
   * A missing ETag is an error that tells the developer what to expose.
   * @default false
   */
  readonly needsEtag?: boolean
  /**
   * Storage's ETag is the MD5 of the bytes (single PUT or POST, no KMS): check it.
   * @default false
   */
  readonly etagIsMd5?: boolean
  /**
   * Whoever holds a reference may use the file: it is kept in memory only, so nothing of such an upload is recovered.
   * @default false
   */
  readonly referenceIsCapability?: boolean

  /**
   * How long one call may take, milliseconds: a server that has not answered by then is slow.
   * @default 30_000
   */
  readonly answerWithinMs?: number

  /**
   * Files of this size or more are not sent in one piece, bytes: with a PUT or POST ticket they fail as 'too-large'.
   * @default 5 GiB, as S3 has it; Infinity for a store that takes more, such as MinIO
   */
  readonly singlePutBelowBytes?: number

  /**
   * Loads code that the calls need, if the adapter loads it on demand. Called with the first file and by
   * `uploader.preload()`; the calls work without it. A rejection counts as a lost connection, so it is tried again.
   */
  preload?(): Promise<void>
  /** The API's own limits, before anything is hashed (a 32-bit size, a missing entity id). */
  check?(file: File, metadata: Metadata): readonly RejectionReason[]
  requestTicket(request: TicketRequest, context: CallContext): Promise<TicketAnswer<TFile>>
  /** Many in one call, answers in the order asked. The core gathers what can be sent before it expires. */
  requestTickets?(
    requests: readonly TicketRequest[],
    context: CallContext,
  ): Promise<readonly (TicketAnswer<TFile> | Failed)[]>
  /**
   * Registers the stored bytes. An API without such a step answers at once, from `reference`, with no call.
   * Works from what is stored alone, also after a reload.
   */
  confirm(stored: StoredUpload, context: CallContext): Promise<TFile>
  /** Many in one call, answers in the order asked. */
  confirmMany?(stored: readonly StoredUpload[], context: CallContext): Promise<readonly (Confirmed<TFile> | Failed)[]>
  /** After an ambiguous confirm that must not be repeated blindly: the file if it was registered, null if not. */
  reconcile?(stored: StoredUpload, context: CallContext): Promise<TFile | null>
  /** This ticket will not be used, or what was stored under it is no longer wanted. Best effort. */
  abandon?(reference: Json, context: CallContext): Promise<void>
  /** The API's own reading of a refusal by storage; undefined: the core's reading stands. */
  readRefusal?(refusal: StorageRefusal, request: TicketRequest): UploadErrorInit | undefined
  readonly multipart?: MultipartCalls

  /** Feeds the gallery. Without it the gallery shows this session's uploads. */
  list?(page: PageRequest, context: CallContext): Promise<Page<TFile>>
  /** The file again, with a fresh url. */
  get?(id: string, context: CallContext): Promise<TFile>
}

/** What every call of a backend is made under. */
export interface CallContext {
  readonly signal: AbortSignal
  /** 1 for the first try of this call */
  readonly attempt: number
  /** The page is being left: use `fetch(…, { keepalive: true })`. */
  readonly keepalive: boolean
  /** The same for every try of this upload, also after a reload. Of a gathered call: new for each. */
  readonly idempotencyKey: string
  /** Of a gathered call: the members' own keys, in the order asked. */
  readonly idempotencyKeys?: readonly string[]
}

/** What is known of a file when leave to send it is asked for. */
export interface TicketRequest {
  /** The upload's id. */
  readonly id: string
  readonly name: string
  /** bytes */
  readonly size: number
  /**
   * Declared by the browser, or the one fallback 'application/octet-stream'. The same goes to storage unless the
   * ticket says otherwise.
   */
  readonly type: string
  /** What the bytes say, where they say something. */
  readonly sniffedType?: string
  readonly digest?: Digest
  readonly image?: ImageFacts
  readonly metadata: Metadata
}

/** One member of a gathered call that failed while others did not. */
export interface Failed {
  readonly kind: 'failed'
  readonly error: unknown
}

/** One member of a gathered confirm that was registered. */
export interface Confirmed<TFile extends StoredFile = StoredFile> {
  readonly kind: 'confirmed'
  readonly file: TFile
}

/** What storage answered. The ETag is bare: no quotes, no W/. */
export interface Receipt {
  readonly status: number
  readonly etag: string | null
}

/** Everything `confirm` works from. */
export interface StoredUpload {
  readonly request: TicketRequest
  readonly reference: Json
  /** null where the backend said 'stored' and nothing was sent */
  readonly receipt: Receipt | null
}

/** Storage said no: the status, and S3's own code and message where it gave them. */
export interface StorageRefusal {
  readonly status: number
  readonly code?: string
  readonly message?: string
}

export interface PageRequest {
  readonly cursor: string | null
  readonly limit: number
}

export interface Page<TFile> {
  readonly files: readonly TFile[]
  readonly nextCursor: string | null
}
