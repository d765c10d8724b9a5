import { answerRequest } from './http/answerRequest.js'
import { answerStorageEvent } from './http/answerStorageEvent.js'
import { describeFiles, type DescribedFile, type DescribeFilesOptions } from './http/describeFile.js'
import { checkUploadsOptions } from './options/checkUploadsOptions.js'
import type { ErrorContext, Registered, UploadsOptions } from './options/UploadsOptions.js'
import { withoutSecrets } from './options/withoutSecrets.js'
import type { FileRecord, Records } from './records/Records.js'
import { Turns } from './shared/Turns.js'
import { checkOwner } from './uploads/checkOwner.js'
import { VerifiedObjects } from './uploads/confirm/VerifiedObjects.js'
import type { Hooks } from './uploads/Hooks.js'
import type { Profiles } from './uploads/profile/Profile.js'
import { deleteFiles } from './uploads/reading/deleteFile.js'
import { sweep, type SweepOptions, type Swept } from './uploads/sweep/sweep.js'
import { defaultTerms, type Terms, type UploadService } from './uploads/UploadService.js'

/** A server for uploads: a function from a request to its answer. */
export interface Uploads {
  (request: Request): Promise<Response>
  /**
   * Answers a notification of the bucket about a new object, so that an upload is registered even if its page has been
   * closed. Mount it on a path of its own, and have the bucket send `storageEventsToken`. It answers 204, also to keys that
   * are no upload's; 401 without the token; and 500 if something fails, so that storage sends the notification again.
   */
  onStorageEvent(request: Request): Promise<Response>
  /**
   * Removes what uploads have left behind, and calls hooks again that have failed. Call it every hour, from cron, a queue
   * or a scheduled worker. It may run in several processes at once, and never removes what is registered. What fails on
   * the way goes to `onError`; the promise rejects only if the records do not answer.
   */
  sweep(options?: SweepOptions): Promise<Swept>
  /**
   * Describes those files of the owner that have these ids, with fresh URLs: for a list that your own table makes, or for
   * the `defaultValue` of a field. They have the order of `ids`, each of them once; what does not exist, or belongs to
   * another owner or, if one is named, to another profile, is left out.
   * @example
   * const files = await uploads.describeFiles(userId, ticket.fileIds)
   * return Response.json({ files, nextCursor: null })
   * @example
   * // The id that a form has sent, if it is that of an avatar.
   * const [avatar] = await uploads.describeFiles(userId, [id], { profile: 'avatars' })
   * @throws {TypeError} if there is no such profile
   */
  describeFiles(
    owner: string,
    ids: readonly string[],
    options?: DescribeFilesOptions,
  ): Promise<readonly DescribedFile[]>
  /**
   * Deletes those files of the owner that have these ids, as if the user did. What does not exist is ignored. Objects that
   * storage does not remove now are removed by `sweep`.
   * @example await uploads.deleteFiles(userId, ticket.fileIds)
   */
  deleteFiles(owner: string, ids: readonly string[]): Promise<void>
  /** Closes the connections that the records have opened. Those of a pool that the app passed in stay open. */
  close(): Promise<void>
  /** What the calls are built on, for checks and for APIs with another protocol. */
  readonly service: UploadService
  /** The HTTP options in force, for checks. */
  readonly http: UploadsHttp
}

/** The options of `createUploads` that are about HTTP, as they are in force. */
export interface UploadsHttp {
  /** The path under which the calls are; undefined: any. */
  readonly basePath: string | undefined
  /** The origins of pages that may make calls, besides that of the server. */
  readonly origins: ReadonlySet<string>
}

/**
 * Creates the server half of `createRestBackend`: it issues tickets, registers what has arrived, and lists it. All state is
 * in `records`, so any number of processes may serve the same uploads.
 *
 * @example
 * export const uploads = createUploads({
 *   storage: s3({ endpoint, region, bucket, accessKeyId, secretAccessKey }),
 *   records: sqlite('uploads.db'),
 *   owner: async (request) => (await readSession(request))?.userId ?? null,
 *   profiles: { photos: { accept: 'image/*', maxSizeBytes: 20_000_000 } },
 * })
 * @throws {TypeError} naming an option that is missing, unknown or wrong
 */
export function createUploads<const TProfiles extends Profiles>(options: UploadsOptions<TProfiles>): Uploads {
  checkUploadsOptions(options as unknown as UploadsOptions)
  const service = createService(options)
  const http = { owner: options.owner, basePath: options.basePath, origins: new Set(options.origins) }
  const uploads = async (request: Request): Promise<Response> => answerRequest(service, http, request)
  return Object.assign(uploads, {
    onStorageEvent: async (request: Request) => answerStorageEvent(service, options.storageEventsToken, request),
    sweep: async (sweepOptions?: SweepOptions) => {
      await service.prepare()
      return sweep(service, sweepOptions)
    },
    describeFiles: async (owner: string, ids: readonly string[], describeOptions?: DescribeFilesOptions) => {
      checkOwner(owner, 'describeFiles: the owner must be')
      if (describeOptions) checkProfileName(service, describeOptions.profile)
      await service.prepare()
      return describeFiles(service, owner, ids, describeOptions)
    },
    deleteFiles: async (owner: string, ids: readonly string[]) => {
      checkOwner(owner, 'deleteFiles: the owner must be')
      await service.prepare()
      await deleteFiles(service, owner, ids)
    },
    close: async () => service.records.close(),
    service,
    http: { basePath: http.basePath, origins: http.origins },
  })
}

function createService<TProfiles extends Profiles>(options: UploadsOptions<TProfiles>): UploadService {
  const { storage, records, profiles } = options
  const terms = Object.fromEntries(
    Object.entries(defaultTerms).map(([name, value]) => [name, Reflect.get(options, name) ?? value]),
  ) as unknown as Terms
  return {
    storage,
    records,
    profiles: new Map(Object.entries(profiles)),
    terms,
    hooks: toHooks(options),
    reads: new Turns(),
    verified: new VerifiedObjects(),
    prepare: prepareOnce(records),
  }
}

/** A misspelt option is refused as well, because the files would not be checked. */
function checkProfileName({ profiles }: UploadService, name: string): void {
  if (profiles.has(name)) return
  throw new TypeError(
    `describeFiles: the option 'profile' must be one of ${[...profiles.keys()].join(', ')}. It is ${JSON.stringify(name)}.`,
  )
}

function toHooks<TProfiles extends Profiles>(options: UploadsOptions<TProfiles>): Hooks {
  const { beforeTicket, afterRegistered, afterDeleted, previews, waitUntil, fileState, onError = logError } = options
  return {
    ...(beforeTicket && { beforeTicket }),
    ...(afterRegistered && { afterRegistered: ({ file }) => afterRegistered(toRegistered<TProfiles>(file)) }),
    ...(afterDeleted && { afterDeleted: ({ file }) => afterDeleted(toRegistered<TProfiles>(file)) }),
    ...(previews && { previews }),
    ...(waitUntil && { waitUntil }),
    ...(fileState && { fileState }),
    onError(error, call) {
      try {
        onError(withoutSecrets(error), { call })
      } catch {
        // An error about an error must not fail the call.
      }
    },
  }
}

function toRegistered<TProfiles extends Profiles>(file: FileRecord): Registered<TProfiles> {
  // A profile lets no other metadata through.
  return { profile: file.profile, file } as unknown as Registered<TProfiles>
}

function logError(error: Error, { call }: ErrorContext): void {
  console.error(`coatcheck: ${call} failed.`, error)
}

/** Prepares the records before their first use, and again if that fails. */
function prepareOnce(records: Records): () => Promise<void> {
  let preparing: Promise<void> | undefined
  return () => {
    preparing ??= records.prepare().catch((error: unknown) => {
      preparing = undefined
      throw error
    })
    return preparing
  }
}
