import type { UploadError, UploadErrorInit } from '../errors/UploadError.js'
import type { Ports } from './ports.js'

/** What may be handed to a backend with a file, or kept of it: JSON, nothing that needs a class. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What the app says about a file, frozen when it is added. */
export type Metadata = { readonly [key: string]: Json }

/** Content digests that ticket APIs ask for. */
export type DigestAlgorithm = 'md5' | 'sha-256'

/** The four steps of one upload, in their order. */
export type Step = 'inspecting' | 'requesting' | 'sending' | 'confirming'

/** What the backend knows of a file that it keeps. Adapters add their API's own fields. */
export interface StoredFile {
  readonly id: string
  readonly name?: string
  /** Where to read it; short-lived as a rule. */
  readonly url?: string
  readonly urlExpiresInSeconds?: number
  /** MIME type */
  readonly type?: string
  /** bytes */
  readonly size?: number
  /** Upright pixels. */
  readonly width?: number
  /** Upright pixels. */
  readonly height?: number
  /** @see https://blurha.sh */
  readonly blurhash?: string
  readonly alt?: string
}

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

/** One content digest in the two spellings that APIs use. */
export interface Digest {
  readonly algorithm: DigestAlgorithm
  readonly hex: string
  readonly base64: string
}

/**
 * Upright pixels: what a person sees after EXIF orientation is applied. An SVG has the size in CSS pixels that it
 * declares. If it has only a view box, these are the view box's numbers, of which only the ratio is meaningful; if it
 * has neither, it has no facts.
 */
export interface ImageFacts {
  readonly width: number
  readonly height: number
  /** 4 by 3 components. @see https://blurha.sh */
  readonly blurhash?: string
}

interface TicketTerms {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly reference?: Json
  /** seconds from the moment the answer arrived */
  readonly expiresInSeconds?: number
  readonly singleUse?: boolean
}

/** Send the bytes with PUT, with exactly these headers. */
export interface PutTicket extends TicketTerms {
  readonly kind: 'put'
}

/** Send the bytes as a form. One field's value is '@file'. */
export interface PostTicket extends TicketTerms {
  readonly kind: 'post'
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** Send the bytes in parts, through the backend's `multipart` calls. */
export interface MultipartTicket {
  readonly kind: 'multipart'
  /** bytes; raised where S3's limits ask for it: 10 000 parts of 5 MiB to 5 GiB */
  readonly partSizeBytes: number
  readonly reference: Json
  /**
   * The digest that `signParts` gets of each part, so that it can be signed; null: none.
   * @default the backend's `digest`
   */
  readonly partDigest?: DigestAlgorithm | null
}

/**
 * The backend's answer to a request for a ticket. `reference` names the ticket at the backend (a key, an upload id):
 * structured-cloneable, no URL, header, field or token. It is what `confirm` gets, and all that recovery keeps.
 */
export type TicketAnswer<TFile extends StoredFile = StoredFile> =
  /** The backend has a record with the same bytes, metadata and, if it keeps names, name: nothing is sent. */
  | { readonly kind: 'existing'; readonly file: TFile }
  /**
   * Storage has the bytes, but confirm is still due: they come from an earlier try, or a record with equal bytes has
   * another name or other metadata. In the second case confirm creates a second record for the same object.
   */
  | { readonly kind: 'stored'; readonly reference: Json }
  | PutTicket
  | PostTicket
  | MultipartTicket

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

/** A backend's side of S3's multipart upload. */
export interface MultipartCalls {
  signParts(
    reference: Json,
    parts: readonly { readonly number: number; readonly size: number; readonly digest?: Digest }[],
    context: CallContext,
  ): Promise<
    readonly {
      readonly url: string
      readonly headers?: Readonly<Record<string, string>>
      readonly expiresInSeconds?: number
    }[]
  >
  listParts(
    reference: Json,
    context: CallContext,
  ): Promise<
    | {
        readonly kind: 'open'
        readonly parts: readonly { readonly number: number; readonly size: number; readonly etag: string }[]
      }
    | { readonly kind: 'completed'; readonly receipt: Receipt }
    | { readonly kind: 'gone' }
  >
  /** Repeatable: a completed upload answers with its receipt. An etag is null where CORS hid it. */
  complete(
    reference: Json,
    parts: readonly { readonly number: number; readonly etag: string | null }[],
    context: CallContext,
  ): Promise<Receipt>
  abort(reference: Json, context: CallContext): Promise<void>
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

/** How `createUploader` is set up. */
export interface UploaderOptions<TFile extends StoredFile = StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly restrictions?: Restrictions
  /** Uploads at once; sending slots are shared by all uploaders of a page. Default: inspecting by cores, sending 3. */
  readonly concurrency?: Concurrency
  /**
   * Whether files set out as soon as they are added. With false they wait for `start`.
   * @default true
   */
  readonly autoStart?: boolean
  /**
   * Runs first, inside `inspecting`: compress, convert HEIC, strip EXIF. What it returns is hashed and sent.
   * A throw fails the upload with 'prepare-failed'.
   */
  readonly prepare?: Prepare
  /**
   * For bundlers, CDNs and policies where the worker cannot be found by itself.
   * @example createWorker: () => new Worker('/assets/coatcheck-worker.js', { type: 'module' })
   */
  readonly createWorker?: () => Worker
  /**
   * Brings unfinished uploads back after a reload or a crash: `createRecovery()` of `coatcheck/recovery`. Needs a
   * backend with a `scope`. Nothing comes back before `recover` is called, which `UploadProvider` does by itself.
   */
  readonly recovery?: Recovery
  /**
   * Where tickets may send files, as origins: to any other nothing goes, and the upload fails with 'ticket-unusable'.
   * A second look at what the backend says, for pages where a wrong answer must not lead files astray.
   * @default wherever a ticket says
   * @example allowedOrigins: ['https://acme-uploads.s3.eu-central-1.amazonaws.com']
   */
  readonly allowedOrigins?: readonly string[]
  /** Network, clock, worker, online state: replaced by fakes in tests. */
  readonly ports?: Partial<Ports>
}

/**
 * How far an upload had come: the step that is next, or 'registering' while a confirm may be on the wire, whose answer
 * a reload would lose.
 */
export type RecoveryStage = Step | 'registering'

/** What is kept of an unfinished upload. Never a URL, a header, a form field or a token. */
export interface UploadRecord {
  readonly id: string
  /** The backend's `scope`. */
  readonly scope: string
  /** The backend's `name`: one of another name would not know the reference. */
  readonly backend: string
  readonly idempotencyKey: string
  readonly name: string
  /** bytes */
  readonly size: number
  readonly type: string
  readonly metadata: Metadata
  readonly group?: string
  readonly stage: RecoveryStage
  readonly isPaused: boolean
  readonly digest?: Digest
  readonly sniffedType?: string
  readonly image?: ImageFacts
  /** Tells the file from others where there is no digest. */
  readonly fingerprint?: string
  readonly reference?: Json
  readonly receipt?: Receipt | null
  /** With a reference of an upload in parts that was not joined. */
  readonly parts?: { readonly partSizeBytes: number; readonly partDigest: DigestAlgorithm | null }
}

/** Where unfinished uploads are kept. `coatcheck/recovery` has one on IndexedDB. */
export interface Recovery {
  /** False once it has turned itself off: nothing is kept any more. Left out: it is on. */
  readonly isOn?: boolean
  /**
   * What earlier pages left under a scope, of backends of one name. It is this page's from then on: no other gets it
   * while this one lives.
   */
  claim(
    scope: string,
    backend: string,
  ): Promise<readonly { readonly record: UploadRecord; readonly file: File | null }[]>
  /**
   * Resolves once the record would survive a crash. Never rejects: a store that cannot be written to turns itself off.
   * @param file comes with the first record of an upload
   */
  save(record: UploadRecord, file?: File): Promise<void>
  /** Never rejects. */
  forget(id: string): Promise<void>
  /** What was claimed, and not taken back after all: whoever claims next gets it. */
  release?(ids: readonly string[]): void
}

export interface Concurrency {
  readonly inspecting?: number
  readonly sending?: number
}

export type Prepare = (file: File, context: { readonly signal: AbortSignal }) => File | Promise<File>

/** What may be changed while an uploader lives. */
export type ChangeableOptions<TFile extends StoredFile = StoredFile> = Partial<
  Pick<UploaderOptions<TFile>, 'backend' | 'restrictions' | 'concurrency' | 'prepare'>
>

/** Inert until the first `add`: no timer, listener or worker before. */
export interface Uploader<TFile extends StoredFile = StoredFile> {
  /**
   * Takes files in. What the restrictions turn away comes back as `rejected` and stands in the snapshot; the others
   * set out (unless `autoStart` is false).
   * @throws {TypeError} after `destroy`, when `files` is not iterable, or when an option is wrong.
   */
  add(files: Iterable<File>, options?: AddOptions): AddResult
  /**
   * Files the backend had before: rows that are done, outcome 'initial', counted by maxFiles, not by the byte totals.
   * Returns their ids.
   */
  addStored(files: Iterable<TFile>, options?: { readonly group?: string }): readonly string[]
  /** For `autoStart: false`. */
  start(ids: Ids): void
  /** Aborts what is under way and keeps what storage has. Not while a confirm is on the wire. */
  pause(ids: Ids): void
  /** What the user paused. */
  resume(ids: Ids): void
  /** Aborts, abandons the ticket, keeps the row. Not while a confirm is on the wire. */
  cancel(ids: Ids): void
  /**
   * failed: from its step, or as its error says; cancelled: from the start; done: only with `from: 'ticket'` (send
   * again). Fresh counters.
   */
  retry(ids: Ids, options?: { readonly from?: RetryFrom }): void
  /** Forgets the row, cancelling it first if need be. Never deletes anything at the backend. */
  remove(ids: Ids): void
  /**
   * Removes finished rows as `remove` does, in the order of the list and with a single notification. Returns their ids.
   * By default it removes the rows that are done or cancelled; rows of `addStored` only if `statuses` names 'done'.
   * Clearing failed rows also abandons what storage holds of them. Rejections stay.
   * @throws {TypeError} when `statuses` is not a list, or names a status other than 'done', 'failed' and 'cancelled'.
   * @example uploader.clear({ group: 'photos' }) // after the form with these photos was saved
   */
  clear(options?: ClearOptions): readonly string[]
  /** Forgets rejections. */
  dismiss(rejectionIds: Ids): void
  /**
   * Loads the code that the first file needs, so that its upload does not wait for it. Starts no worker, timer or
   * listener. Calls share one load. Resolves at once on a server, after `destroy`, and when the code is there; also when
   * loading failed, because the next call or the next file tries again.
   * @example field.addEventListener('pointerenter', () => uploader.preload(), { once: true })
   */
  preload(): Promise<void>
  /**
   * Takes back what earlier pages left unfinished under the present backend's `scope`, and goes on with it. Returns the
   * ids. Does nothing without `recovery`, on a server, or for what another tab works on.
   */
  recover(): Promise<readonly string[]>
  /**
   * For a row that lacks its file: a recovered one, or one that failed because the file was moved. It is recognised by
   * its content, whatever its name. False: not the same file.
   */
  provideFile(id: string, file: File): Promise<boolean>
  /**
   * Resolves when every named upload rests (done, failed, cancelled or paused by the user); at once if so.
   * Default: all present. Rejects with an AbortError when `signal` fires or the uploader is destroyed.
   */
  whenSettled(options?: SettledOptions): Promise<Settled<TFile>>
  /** Called after the snapshot changed, at most ten times a second while bytes move. */
  subscribe(listener: () => void): () => void
  getSnapshot(): Snapshot<TFile>
  /** O(1) */
  getUpload(id: string): Upload<TFile> | undefined
  /**
   * The backend that an upload was added under; without an id, and for a file that was stored before, the one that
   * files are added under now.
   */
  getBackend(id?: string): UploadBackend<TFile>
  on<K extends keyof UploaderEvents<TFile>>(event: K, listener: (event: UploaderEvents<TFile>[K]) => void): () => void
  /** Holds for files added from now on. */
  setOptions(options: ChangeableOptions<TFile>): void
  /** Aborts everything, sends no more events once it returns; `add` then throws, the rest does nothing. */
  destroy(): void
}

export interface AddOptions {
  readonly metadata?: Metadata | ((file: File) => Metadata)
  /**
   * Names a field of a form, for `useUploads({ group })`, `whenSettled({ group })` and `clear({ group })`. `maxFiles`,
   * `maxTotalBytes` and `overflow` count only the rows of this group or, without a group, the rows that have none.
   */
  readonly group?: string
  /**
   * Replaces the uploader's restrictions, as a whole, for these files. It is copied when the files are added, and
   * applies to them until they are done.
   * @default the uploader's
   */
  readonly restrictions?: Restrictions
}

/** Which rows `clear` removes. */
export interface ClearOptions {
  /**
   * An empty list removes nothing.
   * @default 'done' and 'cancelled', without the rows of `addStored`
   */
  readonly statuses?: readonly ClearableStatus[]
  /** Only the rows of this group. Default: the rows of all groups, and those without one. */
  readonly group?: string
}

export type ClearableStatus = 'done' | 'failed' | 'cancelled'

export interface AddResult {
  /** ids, in the order of the files */
  readonly accepted: readonly string[]
  readonly rejected: readonly Rejection[]
}

export interface SettledOptions {
  readonly ids?: readonly string[]
  readonly group?: string
  readonly signal?: AbortSignal
}

export interface Settled<TFile extends StoredFile = StoredFile> {
  readonly done: readonly DoneUpload<TFile>[]
  readonly failed: readonly FailedUpload<TFile>[]
  readonly cancelled: readonly Upload<TFile>[]
  readonly paused: readonly Upload<TFile>[]
}

/** Explicit on purpose: `undefined` is a TypeError, an empty list is nobody. */
// oxlint-disable-next-line typescript/no-redundant-type-constituents -- 'all' is said for the reader
export type Ids = string | readonly string[] | 'all'

/** Where a retry sets in: the call that failed, a new ticket, or the reading of the bytes. */
export type RetryFrom = 'call' | 'ticket' | 'inspection'

export interface UploaderEvents<TFile extends StoredFile = StoredFile> {
  added: { readonly uploads: readonly Upload<TFile>[] }
  rejected: { readonly rejections: readonly Rejection[] }
  /** At most ten a second. */
  progressed: { readonly totals: Totals }
  done: { readonly upload: DoneUpload<TFile> }
  failed: { readonly upload: FailedUpload<TFile> }
  cancelled: { readonly upload: Upload<TFile> }
  removed: { readonly id: string }
  /** Nothing moves or waits any more. */
  settled: { readonly totals: Totals }
  /** A ticket or confirm call went out: for mirrors and devtools. Carries ids only. */
  callStarted: BackendCall
  /** The same call came to its end. */
  callEnded: BackendCall & {
    readonly outcome: 'answered' | 'failed' | 'cancelled'
    /** with 'failed': what went wrong, scrubbed */
    readonly error?: UploadError
  }
}

/** One call to the backend, as others may see it: no URL, header, field or file. */
export interface BackendCall {
  readonly callId: number
  readonly call: 'ticket' | 'confirm'
  readonly uploadIds: readonly string[]
  readonly attempt: number
  /** The backend's `scope`. */
  readonly scope?: string
}

/** Immutable; parts keep their identity when nothing in them changed. */
export interface Snapshot<TFile extends StoredFile = StoredFile> {
  readonly uploads: readonly Upload<TFile>[]
  readonly rejections: readonly Rejection[]
  readonly totals: Totals
}

/** What every row has, whatever its status. */
export interface UploadFacts {
  readonly id: string
  readonly name: string
  /** bytes */
  readonly size: number
  /** MIME type */
  readonly type: string
  /** null: a recovered row whose file is not at hand, or an initial one */
  readonly file: File | null
  readonly metadata: Metadata
  readonly group?: string
  readonly image?: ImageFacts
  /** What the bytes say it is, where they say something: a name may say otherwise. */
  readonly sniffedType?: string
  /** A small upright picture for the row, made by the one decode there is. */
  readonly thumbnail?: Blob
  /** Never falls within a run. */
  readonly sentBytes: number
  /** Which try of the present step this is; 1 for the first. In `sending` above 1 the bytes go out again. */
  readonly attempt: number
}

/** What only one status has. */
export type UploadState<TFile extends StoredFile = StoredFile> =
  /** Waiting for a slot, for a retry, or for the twin that carries its bytes. */
  | {
      readonly status: 'queued'
      readonly next: Step
      /** When the next try comes: milliseconds since the epoch. */
      readonly retryAt?: number
      /** Why there is to be another try. */
      readonly error?: UploadError
      readonly twinOf?: string
    }
  | { readonly status: 'inspecting'; readonly inspectedBytes: number }
  | { readonly status: 'requesting' }
  | {
      readonly status: 'sending'
      readonly bytesPerSecond?: number
      readonly secondsLeft?: number
      /** A service worker hides the progress from the browser, so `sentBytes` says nothing. */
      readonly isProgressHidden?: true
    }
  | { readonly status: 'confirming' }
  | { readonly status: 'paused'; readonly by: PausedBy; readonly at: Step }
  | { readonly status: 'failed'; readonly at: Step; readonly error: UploadError }
  | { readonly status: 'cancelled' }
  | { readonly status: 'done'; readonly outcome: Outcome; readonly stored: TFile }

export type PausedBy = 'user' | 'offline' | 'file-missing'

/** How it came to be done: sent, already there (nothing was sent), or there before this session. */
export type Outcome = 'uploaded' | 'existing' | 'initial'

/** One file on its way. Ticket, parts and receipt are private: they never show here. */
export type Upload<TFile extends StoredFile = StoredFile> = UploadFacts & UploadState<TFile>

export type UploadStatus = Upload['status']

export type DoneUpload<TFile extends StoredFile = StoredFile> = Upload<TFile> & { readonly status: 'done' }

export type FailedUpload<TFile extends StoredFile = StoredFile> = Upload<TFile> & { readonly status: 'failed' }

export interface Totals {
  readonly count: number
  readonly done: number
  readonly failed: number
  /** bytes, of what is not initial, existing, cancelled or failed for good */
  readonly totalBytes: number
  readonly inspectedBytes: number
  readonly sentBytes: number
  readonly bytesPerSecond?: number
  readonly secondsLeft?: number
  /** 0 to 1, never falls within a batch, 1 only when all that counts is done */
  readonly progress: number
}

export interface Restrictions {
  /**
   * As in `<input accept>`: '.pdf', 'image/png', 'image/*', separated by commas. If it names types, the bytes are
   * checked as well: a file whose content is not related to its declared type fails as 'file-restricted', unless the
   * list has the extension of its name. A file for which the browser knows no type is judged by its bytes, or by its
   * extension if they say nothing.
   */
  readonly accept?: string
  /** Of each file, as it was picked. */
  readonly maxSizeBytes?: number
  /** Of each file, as it was picked; 1 turns empty files away. */
  readonly minSizeBytes?: number
  /** Rows of one group, apart from those that were cancelled or failed for good. */
  readonly maxFiles?: number
  /** Of the rows that `maxFiles` counts, without those of `addStored`. */
  readonly maxTotalBytes?: number
  /** Width times height. Like the other limits in pixels, it does not apply to an SVG that has no size of its own. */
  readonly maxPixels?: number
  /** Upright pixels. */
  readonly minWidth?: number
  /** Upright pixels. */
  readonly minHeight?: number
  /**
   * One file too many: turn it away, or let it take the oldest one's place (avatars).
   * @default 'reject'
   */
  readonly overflow?: 'reject' | 'replace'
  /** The app's own rules; an empty list lets the file in. */
  readonly check?: (file: File) => readonly RejectionReason[]
}

/** Why a file was turned away. The locale has words for the codes that coatcheck uses itself. */
export interface RejectionReason {
  readonly code: string
  readonly limit?: number | string
}

/** A file turned away at intake: a result, not an error. */
export interface Rejection {
  readonly id: string
  readonly file: File
  readonly reasons: readonly RejectionReason[]
  /** The group that it was to be added to. */
  readonly group?: string
}
