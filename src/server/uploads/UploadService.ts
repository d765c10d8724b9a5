import type { ObjectStore } from '../storage/ObjectStore.js'
import type { Records } from '../records/Records.js'
import type { Turns } from '../shared/Turns.js'
import type { VerifiedObjects } from './confirm/VerifiedObjects.js'
import type { Hooks } from './Hooks.js'
import type { Profile } from './profile/Profile.js'

/** Everything behind an API. The functions that act on uploads take it as their first argument. */
export interface UploadService {
  readonly storage: ObjectStore
  readonly records: Records
  readonly profiles: ReadonlyMap<string, Profile>
  readonly terms: Terms
  readonly hooks: Hooks
  /** The turns of owners whose objects have to be read as a whole. */
  readonly reads: Turns
  /** The objects that were read as a whole. */
  readonly verified: VerifiedObjects
  /** Resolves when the records can be used. */
  prepare(): Promise<void>
}

/** Times and sizes, with their defaults filled in. */
export interface Terms {
  /** How long a URL for sending is valid. */
  readonly ticketExpiresInSeconds: number
  /** How long a URL for reading is valid. */
  readonly urlExpiresInSeconds: number
  /** Larger files are sent in parts. */
  readonly multipartAboveBytes: number
  /** The size of a part, which grows for files that would have more than 10 000 parts. */
  readonly partSizeBytes: number
  /** Up to this size, the server reads and hashes an object whose digest storage did not verify. */
  readonly hashUpToBytes: number
  /** How long an upload may stay unfinished before `sweep` removes it. */
  readonly keepUnfinishedSeconds: number
}

export const defaultTerms: Terms = {
  ticketExpiresInSeconds: 900,
  urlExpiresInSeconds: 600,
  multipartAboveBytes: 64 * 1024 ** 2,
  partSizeBytes: 16 * 1024 ** 2,
  hashUpToBytes: 1024 ** 3,
  keepUnfinishedSeconds: 24 * 60 * 60,
}
