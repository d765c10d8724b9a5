import type { Json, Metadata } from './json.js'
import type { DigestAlgorithm, Digest, ImageFacts, VideoFacts } from './fileFacts.js'
import type { FileChange, StoredFile } from './storedFile.js'
import type { TicketAnswer } from './ticket.js'
import type { MultipartCalls } from './multipart.js'
import type { RejectionReason } from './restrictions.js'
import type { UploadErrorInit } from '../errors/UploadError.js'

/** An adapter for an app's API. `createXBackend(options)` creates one. An upload keeps the backend it was added with. */
export interface UploadBackend<TFile extends StoredFile = StoredFile> {
  /** 'glue', 'ion', … */
  readonly name: string
  /**
   * Says whose files these are: API, tenant and user, without a secret. Query keys and recovery records start with it;
   * without it, nothing is recovered.
   */
  readonly scope?: string
  /** The digest that `requestTicket` needs; null if it needs none. */
  readonly digest: DigestAlgorithm | null
  /**
   * Whether uploads of equal digest, size, type and metadata may share one transfer. If their names are equal too, the
   * second gets the first one's stored file; otherwise it asks for a ticket of its own once the bytes are stored.
   */
  readonly sharesFiles: boolean
  /**
   * Whether repeating `confirm` after a lost answer returns the same record instead of creating a second one.
   * @default false
   */
  readonly confirmIsIdempotent?: boolean
  /**
   * Whether `confirm` needs the ETag. If CORS hides it, the upload fails as 'etag-hidden'.
   * @default false
   */
  readonly needsEtag?: boolean
  /**
   * Whether storage's ETag is the MD5 of the bytes (a single PUT or POST, no KMS) and can be checked.
   * @default false
   */
  readonly etagIsMd5?: boolean
  /**
   * Whether a reference alone gives access to the file. It is then never stored, so a recovered upload is sent again.
   * @default false
   */
  readonly referenceIsCapability?: boolean

  /**
   * How long one call may take, in milliseconds, before it fails as 'server-timeout'.
   * @default 30_000
   */
  readonly answerWithinMs?: number

  /**
   * Files of this size or more, in bytes, are never sent in one piece: with a PUT or POST ticket they fail as
   * 'too-large'. Set it to `Infinity` if storage takes more, as MinIO does.
   * @default 5 GiB, the limit of S3
   */
  readonly singlePutBelowBytes?: number

  /**
   * Loads code that the calls need, if the adapter loads it on demand. Called with the first file and by
   * `uploader.preload()`. It is only a hint: nothing waits for it and a rejection is ignored, so the calls have to work
   * without it.
   */
  preload?(): Promise<void>
  /** Checks the API's own limits before anything is hashed, such as a 32-bit size or a missing entity id. */
  check?(file: File, metadata: Metadata): readonly RejectionReason[]
  /** Asks for permission to send a file, and where to send it. */
  requestTicket(request: TicketRequest, context: CallContext): Promise<TicketAnswer<TFile>>
  /** Requests many tickets in one call, answered in the same order. The core only asks for as many as it can use in time. */
  requestTickets?(
    requests: readonly TicketRequest[],
    context: CallContext,
  ): Promise<readonly (TicketAnswer<TFile> | Failed)[]>
  /**
   * Registers the stored bytes. For an API without such a step, it returns the file from `reference` without a call.
   * It must work from `stored` alone, because it may be called after a reload.
   */
  confirm(stored: StoredUpload, context: CallContext): Promise<TFile>
  /** Confirms many uploads in one call, answered in the same order. */
  confirmMany?(stored: readonly StoredUpload[], context: CallContext): Promise<readonly (Confirmed<TFile> | Failed)[]>
  /** Looks an upload up after the answer to `confirm` was lost: returns the file if it was registered, otherwise null. */
  reconcile?(stored: StoredUpload, context: CallContext): Promise<TFile | null>
  /** Tells the API that a ticket will not be used, or that its bytes are no longer wanted. A failure is ignored. */
  abandon?(reference: Json, context: CallContext): Promise<void>
  /** Interprets a refusal by storage in the API's terms; undefined leaves it to the core. */
  readRefusal?(refusal: StorageRefusal, request: TicketRequest): UploadErrorInit | undefined
  readonly multipart?: MultipartCalls

  /** Returns a page of files for the gallery. Without it, the gallery shows the uploads of this session. */
  list?(page: PageRequest, context: CallContext): Promise<Page<TFile>>
  /** Returns a file with a fresh `url`. */
  get?(id: string, context: CallContext): Promise<TFile>
  /**
   * Deletes a file for good. Another file over the same object in storage stays. It is a success if there is no such
   * file any more (404, 410), because an earlier attempt may have deleted it.
   *
   * Called when the time to undo is over, or with `keepalive` when the page is left before that. The idempotency key is
   * the call's own, not that of the upload. Without this member, users are not offered to delete files.
   */
  deleteFile?(id: string, context: CallContext): Promise<void>
  /**
   * Changes the name or the alternative text of a file, and returns the file as it is now. A member that is left out is
   * unchanged, and '' clears it. Calls for the same id go one after another, so that the last change is the one that
   * lasts. Without this member, users are not offered to edit files.
   */
  updateFile?(id: string, change: FileChange, context: CallContext): Promise<TFile>
  /**
   * Reports the changes of a file that is 'processing', and ends with `signal`. Called once for each such file. If the
   * source of the changes is lost, it calls `onError`, and `get` is asked from then on, as it is without this member.
   */
  watch?(id: string, onChange: (file: TFile) => void, context: WatchContext): void
}

/** What every call of a backend gets. */
export interface CallContext {
  readonly signal: AbortSignal
  /** 1 for the first attempt of this call */
  readonly attempt: number
  /** The page is being left: use `fetch(…, { keepalive: true })`. */
  readonly keepalive: boolean
  /** The same for every attempt of an upload, also after a reload. A call for many uploads has a new one each time. */
  readonly idempotencyKey: string
  /** In a call for many uploads: the key of each upload, in order. */
  readonly idempotencyKeys?: readonly string[]
}

/** What {@link UploadBackend.watch} gets besides the file's id. */
export interface WatchContext {
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/** What is known about a file when its ticket is requested. */
export interface TicketRequest {
  /** The upload's id. */
  readonly id: string
  readonly name: string
  /** bytes */
  readonly size: number
  /**
   * The MIME type that the browser declares, otherwise 'application/octet-stream'. Storage gets the same type unless
   * the ticket has another.
   */
  readonly type: string
  /** The MIME type read from the bytes, if they reveal one. */
  readonly sniffedType?: string
  readonly digest?: Digest
  readonly image?: ImageFacts
  readonly video?: VideoFacts
  readonly metadata: Metadata
}

/** One upload's failure in a call for many. */
export interface Failed {
  readonly kind: 'failed'
  readonly error: unknown
}

/** One upload's success in a confirm for many. */
export interface Confirmed<TFile extends StoredFile = StoredFile> {
  readonly kind: 'confirmed'
  readonly file: TFile
}

/** Storage's answer. The ETag has no quotes and no `W/`. */
export interface Receipt {
  readonly status: number
  readonly etag: string | null
}

/** Everything that `confirm` needs. */
export interface StoredUpload {
  readonly request: TicketRequest
  readonly reference: Json
  /** null if the backend answered 'stored' and nothing was sent */
  readonly receipt: Receipt | null
}

/** A refusal by storage: the status, and S3's own code and message if it sent them. */
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
