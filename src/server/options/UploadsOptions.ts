import type { FileRecord, Records } from '../records/Records.js'
import type { ObjectStore } from '../storage/ObjectStore.js'
import type { MakePreviews } from '../uploads/confirm/MakePreviews.js'
import type { BeforeTicketResult, ReadFileState, TicketToIssue } from '../uploads/Hooks.js'
import type { MetadataOf, Profiles } from '../uploads/profile/Profile.js'

/** The options of `createUploads`. */
export interface UploadsOptions<TProfiles extends Profiles = Profiles> {
  /** Where the bytes are: `s3(…)`. */
  readonly storage: ObjectStore
  /** Where uploads and files are remembered: `sqlite(…)` or `postgres(…)`. */
  readonly records: Records
  /**
   * Returns the owner of the files that a request is about, from a session or a token that your app has checked: the id of
   * a user, or of something that users share, such as a team. null: nobody is signed in, and the answer is 401. No owner
   * ever sees anything of another.
   */
  readonly owner: (request: Request) => string | null | undefined | Promise<string | null | undefined>
  /** What may be uploaded, by names that clients send as `profile`. A client may leave the name out if there is only one. */
  readonly profiles: TProfiles

  /**
   * The path under which the calls are mounted, such as '/api/uploads'.
   * @default any: a call is recognised by the end of its path
   */
  readonly basePath?: string
  /**
   * The origins of pages on other origins than this server that may make calls with the user's cookies.
   * @example ['https://app.example']
   * @default none
   */
  readonly origins?: readonly string[]

  /** How long a URL for sending is valid. @default 900 */
  readonly ticketExpiresInSeconds?: number
  /** How long a URL for reading is valid. @default 600 */
  readonly urlExpiresInSeconds?: number
  /** Larger files are sent in parts, unless their profile has `sendWith`. @default 64 MiB */
  readonly multipartAboveBytes?: number
  /** The size of a part, at least 5 MiB. It grows for files that would have more than 10 000 parts. @default 16 MiB */
  readonly partSizeBytes?: number
  /**
   * Up to this size, the server itself reads and hashes an object whose digest storage did not verify: one that came in
   * parts, or at a provider without SHA-256. A larger one is confirmed by its size and ETag, and never shared with another
   * file. 0: none is read.
   * @default 1 GiB
   */
  readonly hashUpToBytes?: number
  /** How long an upload may stay unfinished before `sweep` removes it. @default 86_400 */
  readonly keepUnfinishedSeconds?: number
  /**
   * The secret that the bucket's notifications have to send as `Authorization: Bearer …`, at least 16 characters. Without
   * it, `onStorageEvent` answers 401.
   */
  readonly storageEventsToken?: string
  /** Makes smaller pictures: `sharpPreviews()` from `coatcheck/server/node`. @default none */
  readonly previews?: MakePreviews
  /** Keeps a serverless function alive after its answer, until the previews are made. */
  readonly waitUntil?: (work: Promise<unknown>) => void

  /**
   * Called for each file that a profile accepts, before it is recorded. Return or throw a `Refusal` to refuse it.
   * @example beforeTicket: async ({ owner, file }) => (await isBlocked(owner)) ? new Refusal(403, 'Not now.') : undefined
   */
  readonly beforeTicket?: (ticket: TicketToIssue) => BeforeTicketResult | Promise<BeforeTicketResult>
  /**
   * Called when a file is registered, at least once, and again by `sweep` after it has thrown. The user waits for it.
   * `file.id` and `file.idempotencyKey` are the same each time.
   */
  readonly afterRegistered?: (registered: Registered<TProfiles>) => unknown
  /**
   * Called when a file has been deleted, by a user or with `deleteFiles`, so that your own row for it can go. The user waits
   * for it. The file stays deleted if it throws. It is called at most once, and not at all if the process ends just then, so a
   * row may outlive its file: `describeFiles` leaves such ids out.
   * @example afterDeleted: ({ file }) => db.attachments.delete(file.id)
   */
  readonly afterDeleted?: (deleted: Registered<TProfiles>) => unknown
  /**
   * Says what your app still does with a file: it may be scanned or converted after it is registered. Called each time the
   * file is described to a client. A client asks again until a file is no longer 'processing', and one that is 'rejected'
   * gets no URLs. If this throws, the call fails, because a file that may be dangerous must not seem to be ready.
   * @example
   * fileState: async ({ id }) => (await findScan(id)) ?? { state: 'processing', stateText: 'Checking for viruses' }
   * @default every file is ready
   */
  readonly fileState?: ReadFileState
  /**
   * Receives the errors that callers never see. They contain no URLs, signatures or tokens.
   * @default console.error
   */
  readonly onError?: (error: Error, context: ErrorContext) => void
}

/** A registered file, whose metadata have the type that its profile's schema gives them. */
export type Registered<TProfiles extends Profiles> = {
  readonly [TName in keyof TProfiles & string]: {
    readonly profile: TName
    readonly file: RegisteredFile<MetadataOf<TProfiles[TName]>>
  }
}[keyof TProfiles & string]

/** A file as `afterRegistered` and `afterDeleted` get it. */
export interface RegisteredFile<TMetadata> extends Omit<FileRecord, 'metadata'> {
  readonly metadata: TMetadata
}

/** Where an error occurred. */
export interface ErrorContext {
  /** What was being done, such as 'confirmFiles', 'afterRegistered', 'afterDeleted' or 'sweep'. */
  readonly call: string
}
