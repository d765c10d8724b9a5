import type { Metadata } from '../../../contract/json.js'
import type { Quota } from '../../records/Records.js'
import type { StandardSchema } from './StandardSchema.js'

/** How a client sends its bytes. */
export type SendWith = 'put' | 'post' | 'multipart'

/** Which files a server accepts in one place. Nothing is accepted that no profile describes. */
export interface Profile<TMetadata extends Metadata = Metadata> {
  /**
   * The types, as an `<input>` has them: 'image/*', 'application/pdf', '.csv', separated by commas. A file counts by its
   * name and by the type that the browser declares. A browser knows no type for some files, so a list of types lets
   * 'application/octet-stream' in as well. Set `verifyHead` to have the first bytes decide.
   * @default any file
   */
  readonly accept?: string
  /** The largest file, in bytes. Storage enforces the exact size that was announced. */
  readonly maxSizeBytes: number
  /** The smallest file, in bytes. @default 0 */
  readonly minSizeBytes?: number
  /** What one owner may keep, and may begin within a span of time. @default no limit */
  readonly quota?: Quota
  /**
   * Validates the metadata of each file. Its output replaces the metadata, so it has to be JSON.
   * @default any JSON of at most 16 kB
   */
  readonly metadata?: StandardSchema<unknown, TMetadata>
  /**
   * Whether the first bytes of each object are read before it is registered. It is refused if they contradict `accept`.
   * @default false
   */
  readonly verifyHead?: boolean
  /**
   * How files are sent. A file that is too large for one request is sent in parts all the same.
   * @default 'put', and 'multipart' above `multipartAboveBytes`
   */
  readonly sendWith?: SendWith
}

/** The profiles by their names. */
export type Profiles = Readonly<Record<string, Profile>>

/** The metadata that a profile lets through. */
export type MetadataOf<TProfile> = TProfile extends { readonly metadata: StandardSchema<unknown, infer TMetadata> }
  ? TMetadata
  : Metadata
