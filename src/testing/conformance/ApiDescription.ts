import type { UploadErrorCode } from '../../errors/codes.js'
import type { Json, Metadata } from '../../contract/json.js'
import type { Page, StorageRefusal } from '../../contract/backend.js'
import type { RetryFrom } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { CannedAnswer, FetchedCall } from '../fakes/scriptFetch.js'

/** The calls that an adapter makes. */
export type ApiCall =
  | 'ticket'
  | 'confirm'
  | 'abandon'
  | 'get'
  | 'list'
  // of files in parts
  | 'sign-parts'
  | 'list-parts'
  | 'join-parts'
  | 'free-parts'

/**
 * An API in canned answers: what it is asked for the {@link sample} file, what it says, and what has to become of that.
 * Where an API has no such thing, its description says 'none', and the suite tries what has to hold then.
 */
export interface ApiDescription<TFile extends StoredFile = StoredFile> {
  /** Which call a request is; undefined: none that the API knows. */
  readonly recognise: (call: FetchedCall) => ApiCall | undefined
  /** GraphQL says no under a status of 200. @default 'rest' */
  readonly protocol?: 'rest' | 'graphql'
  /** What the sample is added with. @default {} */
  readonly metadata?: Metadata
  readonly ticket: TicketDescription<TFile>
  readonly storage: StorageDescription
  readonly confirm: ConfirmDescription<TFile>
  /** Files that {@link UploadBackend.check} turns away before anything is read of them, by name of the limit. */
  readonly limits: Readonly<Record<string, LimitDescription>>
  /** Where a call carries the idempotency key. */
  readonly idempotencyKey: ((call: FetchedCall) => unknown) | 'none'
  /** The call that gives a ticket back. */
  readonly abandon: ApiRequest | 'none'
  readonly get: GetDescription<TFile> | 'none'
  readonly list: ListDescription<TFile> | 'none'
  /**
   * What a status means here, where it is not what it means elsewhere.
   * @example statuses: { 422: 'unauthorized' }
   */
  readonly statuses?: Readonly<Record<number, UploadErrorCode>>
  /** An adapter that takes no credentials of the app's (cookies only). @default 'headers' */
  readonly credentials?: 'headers' | 'none'
}

/** A request, exactly, but for the headers: those named here have to be among them. */
export interface ApiRequest {
  readonly method: string
  readonly url: string
  readonly json?: unknown
  /** Names in small letters. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface TicketDescription<TFile extends StoredFile = StoredFile> {
  readonly request: ApiRequest
  /** Whether two uploads of equal content may end as one file. */
  readonly sharesFiles: boolean
  /**
   * Whether the request for a ticket carries the app's metadata, so that the API can keep equal bytes with different
   * metadata apart. Set it to false only if the API takes no metadata.
   * @default true
   */
  readonly takesMetadata?: boolean
  /** Every shape that leave to send may have; the first one serves where any would do. */
  readonly shapes: readonly [TicketShape, ...TicketShape[]]
  /** "I have these bytes already." */
  readonly existing: { readonly answer: CannedAnswer; readonly file: TFile } | 'none'
  /** "I have these bytes, and they are not registered yet." @default 'none' */
  readonly stored?: { readonly answer: CannedAnswer; readonly reference: Json } | 'none'
  /** Leave to send in parts. @default 'none' */
  readonly parts?: PartsDescription | 'none'
  /** Many tickets in one call. */
  readonly gathered: GatheredDescription | 'none'
  readonly errors: Readonly<Record<string, DocumentedError>>
  readonly malformed: MalformedTickets
}

export interface TicketShape {
  /** For the report: 'PUT', 'form POST'. */
  readonly name: string
  /** Whatever gives access in it holds {@link sentinel}. */
  readonly answer: CannedAnswer
  readonly reference: Json
  readonly expiresInSeconds?: number
  readonly singleUse?: boolean
  readonly sent: SentToStorage
}

/** The request that storage has to get: these headers and no others, and the file's own bytes. */
export type SentToStorage =
  | { readonly method: 'PUT'; readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly method: 'POST'
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      /** In the order sent; the value of the file's own is '@file'. */
      readonly fields: readonly (readonly [name: string, value: string])[]
    }

/** S3's multipart upload. The sample is small, so that it is the only part. */
export interface PartsDescription {
  /** To the ticket call. */
  readonly answer: CannedAnswer
  readonly reference: Json
  readonly sign: { readonly request: ApiRequest; readonly answer: CannedAnswer }
  /** Of the one part. */
  readonly sent: SentToStorage
  /** What is asked after a pause, where the part is there already. */
  readonly list: { readonly request: ApiRequest; readonly answer: CannedAnswer }
  readonly join: { readonly request: ApiRequest; readonly answer: CannedAnswer }
  /** What cancelling asks for. */
  readonly free: ApiRequest
}

/** One call for two files, of which the API takes the first and turns the second away. */
export interface GatheredDescription {
  readonly answer: CannedAnswer
  /** What the second one fails with. */
  readonly code: UploadErrorCode
  /** An answer of which the second half makes no sense: the first file is not to suffer for it. */
  readonly malformed: CannedAnswer
  /** An answer for another number of files. */
  readonly miscounted: CannedAnswer
}

/** An error that the API documents (or is assumed to have), and what it has to become. */
export interface DocumentedError {
  readonly answer: CannedAnswer
  readonly code: UploadErrorCode
  readonly retry: 'automatically' | 'by-hand' | 'never'
  /** @default 'call' */
  readonly from?: RetryFrom
  /** The API's own words, as a person is shown them. */
  readonly serverText?: string
}

/** Answers with a status of success that cannot be used. */
export interface MalformedTickets {
  readonly withoutUrl: CannedAnswer
  /** Nothing names the ticket, so that confirm would not know what to speak of. */
  readonly withoutName: CannedAnswer
  /** A kind of answer that nobody has heard of. */
  readonly ofUnknownKind: CannedAnswer | 'none'
  /** Where the API answers with forms: two fields for the file. */
  readonly withTwoFiles: CannedAnswer | 'none'
  /** The file that is there already has no id. */
  readonly existingWithoutId: CannedAnswer | 'none'
  /** null where the answer should be. */
  readonly withNull: CannedAnswer
  /** Whatever else goes wrong in this API. */
  readonly others: Readonly<Record<string, CannedAnswer>>
}

export interface StorageDescription {
  /** Registering takes storage's ETag. @default false */
  readonly needsEtag?: boolean
  /** The ETag is the MD5 of the bytes, so that damage shows. @default false */
  readonly etagIsMd5?: boolean
  /** What storage may say, by what it means. */
  readonly refusals: Readonly<Record<string, DocumentedRefusal>>
}

export interface DocumentedRefusal {
  readonly refusal: StorageRefusal
  readonly code: UploadErrorCode
  /** How often the bytes are sent in all, when storage says the same each time. */
  readonly sends: number
  /** What the person is left with then. */
  readonly retry: 'by-hand' | 'never'
}

export interface ConfirmDescription<TFile extends StoredFile = StoredFile> {
  /** What the sample is registered as, with the API's own fields. */
  readonly file: TFile
  readonly call: ConfirmCall | 'none'
}

export interface ConfirmCall {
  readonly request: ApiRequest
  readonly answer: CannedAnswer
  readonly errors: Readonly<Record<string, DocumentedError>>
  readonly malformed: Readonly<Record<string, CannedAnswer>>
  /** Many files registered in one call. @default 'none' */
  readonly gathered?: GatheredDescription | 'none'
  /**
   * What a client may do when the answer was lost: repeat the call, because the API gives the same record; ask in
   * another way (with these answers); or nothing, because nobody can know.
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
  /** Of the reasons, in their order. */
  readonly codes: readonly string[]
}

export interface GetDescription<TFile extends StoredFile = StoredFile> {
  readonly id: string
  readonly request: ApiRequest
  readonly answer: CannedAnswer
  readonly file: TFile
}

export interface ListDescription<TFile extends StoredFile = StoredFile> {
  /** For a page of two files after the cursor 'next'. */
  readonly request: ApiRequest
  readonly answer: CannedAnswer
  readonly page: Page<TFile>
}
