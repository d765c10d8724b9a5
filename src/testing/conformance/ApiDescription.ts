import type { UploadErrorCode } from '../../errors/codes.js'
import type { Json, Metadata } from '../../contract/json.js'
import type { Page, StorageRefusal } from '../../contract/backend.js'
import type { RetryFrom } from '../../contract/step.js'
import type { FileChange, StoredFile } from '../../contract/storedFile.js'
import type { CannedAnswer, FetchedCall } from '../fakes/scriptFetch.js'

/** The calls that an adapter makes. */
export type ApiCall =
  | 'ticket'
  | 'confirm'
  | 'abandon'
  | 'get'
  | 'list'
  | 'delete'
  | 'update'
  // for files in parts
  | 'sign-parts'
  | 'list-parts'
  | 'join-parts'
  | 'free-parts'

/**
 * An API as canned answers: the requests for the {@link sample} file, the answers, and the expected results. If an API
 * has no such feature, its description says 'none', and the suite tests what must hold then.
 */
export interface ApiDescription<TFile extends StoredFile = StoredFile> {
  /** Returns which call a request is; undefined if the API has no such call. */
  readonly recognise: (call: FetchedCall) => ApiCall | undefined
  /** GraphQL refuses with a status of 200. @default 'rest' */
  readonly protocol?: 'rest' | 'graphql'
  /** The metadata that the sample is added with. @default {} */
  readonly metadata?: Metadata
  readonly ticket: TicketDescription<TFile>
  readonly storage: StorageDescription
  readonly confirm: ConfirmDescription<TFile>
  /** Files that `UploadBackend.check` rejects before they are read, by the name of the limit. */
  readonly limits: Readonly<Record<string, LimitDescription>>
  /** Where a call has its idempotency key. */
  readonly idempotencyKey: ((call: FetchedCall) => unknown) | 'none'
  /** The call that abandons a ticket. */
  readonly abandon: ApiRequest | 'none'
  readonly get: GetDescription<TFile> | 'none'
  readonly list: ListDescription<TFile> | 'none'
  /** The call that deletes a file. @default 'none' */
  readonly deleteFile?: DeleteDescription | 'none'
  /** The call that changes the name or the alternative text of a file. @default 'none' */
  readonly updateFile?: UpdateDescription<TFile> | 'none'
  /**
   * The meaning of a status, if it differs from the usual one.
   * @example statuses: { 422: 'unauthorized' }
   */
  readonly statuses?: Readonly<Record<number, UploadErrorCode>>
  /** 'cookies' for an adapter that takes no credentials from the app. @default 'headers' */
  readonly credentials?: 'headers' | 'none'
}

/** An exact request, except that it may have further headers. */
export interface ApiRequest {
  readonly method: string
  readonly url: string
  readonly json?: unknown
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface TicketDescription<TFile extends StoredFile = StoredFile> {
  readonly request: ApiRequest
  /** Whether two uploads with equal content may become one file. */
  readonly sharesFiles: boolean
  /**
   * Whether the request for a ticket contains the app's metadata, so that the API can keep equal bytes with different
   * metadata apart. Set it to false only if the API takes no metadata.
   * @default true
   */
  readonly takesMetadata?: boolean
  /** Every kind of ticket for sending. The first one is used where any will do. */
  readonly shapes: readonly [TicketShape, ...TicketShape[]]
  /** The answer for bytes that the API already has. */
  readonly existing: { readonly answer: CannedAnswer; readonly file: TFile } | 'none'
  /** The answer for bytes that storage has, but that are not registered yet. @default 'none' */
  readonly stored?: { readonly answer: CannedAnswer; readonly reference: Json } | 'none'
  /** A ticket for sending in parts. @default 'none' */
  readonly parts?: PartsDescription | 'none'
  /** Many tickets in one call. */
  readonly gathered: GatheredDescription | 'none'
  readonly errors: Readonly<Record<string, DocumentedError>>
  readonly malformed: MalformedTickets
}

export interface TicketShape {
  /** Its name in test titles, such as 'PUT' or 'form POST'. */
  readonly name: string
  /** Everything in it that gives access contains {@link sentinel}. */
  readonly answer: CannedAnswer
  readonly reference: Json
  readonly expiresInSeconds?: number
  readonly singleUse?: boolean
  readonly sent: SentToStorage
}

/** The expected request to storage: these headers and no others, and the file's bytes. */
export type SentToStorage =
  | { readonly method: 'PUT'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly method: 'POST'
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      /** In the order sent. The file's field has the value '@file'. */
      readonly fields: readonly (readonly [name: string, value: string])[]
    }

/** S3's multipart upload. The sample is small, so that it is the only part. */
export interface PartsDescription {
  /** The answer to the ticket call. */
  readonly answer: CannedAnswer
  readonly reference: Json
  readonly sign: { readonly request: ApiRequest; readonly answer: CannedAnswer }
  /** The digest of the one part. */
  readonly sent: SentToStorage
  /** The calls after a pause, when storage already has the part. */
  readonly list: { readonly request: ApiRequest; readonly answer: CannedAnswer }
  readonly join: { readonly request: ApiRequest; readonly answer: CannedAnswer }
  /** The call when an upload is cancelled. */
  readonly free: ApiRequest
}

/** One call for two files. The API accepts the first and refuses the second. */
export interface GatheredDescription {
  readonly answer: CannedAnswer
  /** The error of the second file. */
  readonly code: UploadErrorCode
  /** An answer whose second half makes no sense. The first file must not fail because of it. */
  readonly malformed: CannedAnswer
  /** An answer for a different number of files. */
  readonly miscounted: CannedAnswer
}

/** An error that the API documents or is assumed to have, and what it must become. */
export interface DocumentedError {
  readonly answer: CannedAnswer
  readonly code: UploadErrorCode
  readonly retry: 'automatically' | 'by-hand' | 'never'
  /** @default 'call' */
  readonly from?: RetryFrom
  /** The API's own message, as users see it. */
  readonly serverText?: string
}

/** Unusable answers with a success status. */
export interface MalformedTickets {
  readonly withoutUrl: CannedAnswer
  /** A ticket without a name, so that it could not be confirmed. */
  readonly withoutName: CannedAnswer
  /** An answer of an unknown kind. */
  readonly ofUnknownKind: CannedAnswer | 'none'
  /** A form with two fields for the file, if the API answers with forms. */
  readonly withTwoFiles: CannedAnswer | 'none'
  /** An existing file without an id. */
  readonly existingWithoutId: CannedAnswer | 'none'
  /** null instead of an answer. */
  readonly withNull: CannedAnswer
  /** Any other answers that this API could get wrong. */
  readonly others: Readonly<Record<string, CannedAnswer>>
}

export interface StorageDescription {
  /** Whether registering needs storage's ETag. @default false */
  readonly needsEtag?: boolean
  /** Whether the ETag is the MD5 of the bytes. @default false */
  readonly etagIsMd5?: boolean
  /** Refusals by storage, by their meaning. */
  readonly refusals: Readonly<Record<string, DocumentedRefusal>>
}

export interface DocumentedRefusal {
  readonly refusal: StorageRefusal
  readonly code: UploadErrorCode
  /** How often the bytes are sent in total if storage repeats its answer. */
  readonly sends: number
  /** How the upload can be retried after that. */
  readonly retry: 'by-hand' | 'never'
}

export interface ConfirmDescription<TFile extends StoredFile = StoredFile> {
  /** The registered sample, with the API's own fields. */
  readonly file: TFile
  readonly call: ConfirmCall | 'none'
}

export interface ConfirmCall {
  readonly request: ApiRequest
  readonly answer: CannedAnswer
  readonly errors: Readonly<Record<string, DocumentedError>>
  readonly malformed: Readonly<Record<string, CannedAnswer>>
  /** Registering many files in one call. @default 'none' */
  readonly gathered?: GatheredDescription | 'none'
  /**
   * What a client can do when the answer was lost: repeat the call, because the API returns the same record; look the
   * file up (with these answers); or nothing, because it cannot be known.
   */
  readonly afterLostAnswer:
    | 'repeat'
    | 'unknowable'
    | { readonly registered: CannedAnswer; readonly notRegistered: CannedAnswer }
}

export interface LimitDescription {
  readonly file: { readonly name?: string; readonly size?: number; readonly type?: string }
  /** @default that of the description */
  readonly metadata?: Metadata
  /** The codes of the reasons, in order. */
  readonly codes: readonly string[]
}

export interface GetDescription<TFile extends StoredFile = StoredFile> {
  readonly id: string
  readonly request: ApiRequest
  readonly answer: CannedAnswer
  readonly file: TFile
}

export interface ListDescription<TFile extends StoredFile = StoredFile> {
  /** The request for a page of two files after the cursor 'next'. */
  readonly request: ApiRequest
  readonly answer: CannedAnswer
  readonly page: Page<TFile>
}

export interface DeleteDescription {
  readonly id: string
  readonly request: ApiRequest
  readonly answer: CannedAnswer
  /** Every way in which the API says that there is no such file any more. */
  readonly gone: readonly [CannedAnswer, ...CannedAnswer[]]
}

export interface UpdateDescription<TFile extends StoredFile = StoredFile> {
  readonly id: string
  /** Changes and the requests for them. Have at least one that leaves a member out, and one that clears with ''. */
  readonly changes: readonly [DescribedChange, ...DescribedChange[]]
  readonly answer: CannedAnswer
  readonly file: TFile
}

export interface DescribedChange {
  readonly change: FileChange
  readonly request: ApiRequest
}
