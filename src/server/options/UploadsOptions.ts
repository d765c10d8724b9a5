import type { FileRecord, Records } from '../records/Records.js'
import type { ObjectStore } from '../storage/ObjectStore.js'
import type { MakePreviews } from '../uploads/confirm/MakePreviews.js'
import type { Decided, TicketToIssue } from '../uploads/Hooks.js'
import type { MetadataOf, Profiles } from '../uploads/profile/Profile.js'

/** The options of `createUploads`. */
export interface UploadsOptions<TProfiles extends Profiles = Profiles> {
  /** Where the bytes are: `s3(…)`. */
  readonly storage: ObjectStore
  /** Where uploads and files are remembered: `sqlite(…)` or `postgres(…)`. */
  readonly records: Records
  /**
   * Says whose files a request is about, from a session or a token that your app has checked: the id of a user, or of what
   * users share. null: nobody is signed in, and the answer is 401. One owner never sees anything of another.
   */
  readonly owner: (request: Request) => string | null | undefined | Promise<string | null | undefined>
  /** What may be uploaded, by names that clients send as `profile`. A client may leave the name out if there is only one. */
  readonly profiles: TProfiles

  /**
   * The path under which the calls are, such as '/api/uploads'.
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
  /** Larger files are sent in parts, if their profile does not say how. @default 64 MiB */
  readonly multipartAboveBytes?: number
  /** The size of a part, from 5 MiB. It grows for files that would have more than 10 000. @default 16 MiB */
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
   * What the bucket's notifications have to send as `Authorization: Bearer …`. Without it, `onStorageEvent` answers 401.
   */
  readonly storageEventsToken?: string
  /** Makes smaller pictures: `sharpPreviews()` from `coatcheck/server/node`. @default none */
  readonly previews?: MakePreviews
  /** Keeps a serverless function alive after its answer, to make previews. */
  readonly waitUntil?: (work: Promise<unknown>) => void

  /**
   * Called for each file that a profile accepts, before it is recorded. Return or throw a `Refusal` to refuse it.
   * @example beforeTicket: async ({ owner, file }) => (await isBlocked(owner)) ? new Refusal(403, 'Not now.') : undefined
   */
  readonly beforeTicket?: (ticket: TicketToIssue) => Decided | Promise<Decided>
  /**
   * Called when a file is registered, at least once, and again by `sweep` after it has thrown. The person who uploads waits
   * for it. `file.idempotencyKey` is the same each time.
   */
  readonly afterRegistered?: (registered: Registered<TProfiles>) => unknown
  /**
   * Gets the errors that no caller gets to see. They contain no URLs, signatures and tokens.
   * @default console.error
   */
  readonly onError?: (error: Error, context: ErrorContext) => void
}

/** A file with the metadata of its profile. */
export type Registered<TProfiles extends Profiles> = {
  readonly [TName in keyof TProfiles & string]: {
    readonly profile: TName
    readonly file: RegisteredFile<MetadataOf<TProfiles[TName]>>
  }
}[keyof TProfiles & string]

export interface RegisteredFile<TMetadata> extends Omit<FileRecord, 'metadata'> {
  readonly metadata: TMetadata
}

export interface ErrorContext {
  /** What was being done, such as 'confirmFiles', 'afterRegistered' or 'sweep'. */
  readonly call: string
}
