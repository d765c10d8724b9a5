import type { ObjectStore } from '../storage/ObjectStore.js'
import type { Records } from '../records/Records.js'
import type { Turns } from './confirm/Turns.js'
import type { Hooks } from './Hooks.js'
import type { Profile } from './profile/Profile.js'

/** Everything behind an API. What happens to an upload are functions that take it first. */
export interface UploadService {
  readonly storage: ObjectStore
  readonly records: Records
  readonly profiles: ReadonlyMap<string, Profile>
  readonly terms: Terms
  readonly hooks: Hooks
  /** For what reads whole objects. */
  readonly reads: Turns
  /** Resolves when the records can be used. */
  prepare(): Promise<void>
}

export interface Terms {
  /** How long a URL for sending is valid. */
  readonly ticketExpiresInSeconds: number
  /** How long a URL for reading is valid. */
  readonly urlExpiresInSeconds: number
  /** Larger files are sent in parts. */
  readonly multipartAboveBytes: number
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
