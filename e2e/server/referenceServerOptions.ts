import { s3SinglePutBelowBytes } from '../../src/shared/storage/s3SinglePutBelowBytes.ts'
import type { Terms } from '../../src/server/uploads/UploadService.ts'
import type { Storage } from '../storage/storage.ts'
import type { OAuthClient } from './oauth/issuedTokens.ts'

export interface ReferenceServerOptions {
  readonly storage: Storage
  /** Path of the SQLite file, created with its folder if necessary; ':memory:' stores nothing on disk. */
  readonly database: string
  /** The origin at which browsers reach storage if there is a proxy in front of it. @default storage.endpoint */
  readonly publicStorageEndpoint?: string
  /** @default 300, and 900 for APIs that document 15 minutes */
  readonly ticketExpiresInSeconds?: number
  /** The lifetime of download URLs. @default 300 */
  readonly urlExpiresInSeconds?: number
  /** bytes. @default 5 TiB, the limit of one object in MinIO */
  readonly maxSizeBytes?: number
  /** Whether pictures get previews. @default false */
  readonly makesPreviews?: boolean
  /** How tickets ask for the bytes unless a call chooses with `sendWith`. @default 'put' */
  readonly sendWith?: SendWith
  /** Larger files are sent in parts unless a call chooses otherwise; bytes. @default 64 MiB */
  readonly multipartAboveBytes?: number
  /** The size of parts unless S3's limits require larger ones; bytes. @default 16 MiB */
  readonly partSizeBytes?: number
  /** Bearer tokens (for Foir: API keys) and their tenants. If omitted, every caller is the tenant 'demo' and needs no token. */
  readonly tokens?: Readonly<Record<string, string>>
  /** Apps that may request tokens of Glue and Visibuild, by client id. @default none, and nobody needs a token */
  readonly clients?: Readonly<Record<string, OAuthClient>>
  /** The CSRF token that Rails requires for a direct upload. @default none is required */
  readonly csrfToken?: string
  /** Origins of other pages that may call the API. @default none */
  readonly allowOrigins?: readonly string[]
  /** The names under which browsers find the server, besides 'localhost' and addresses. @default none */
  readonly hosts?: readonly string[]
  /** Whether `/__test` exists, which injects faults and shows the calls. @default false */
  readonly testControls?: boolean
}

export type SendWith = 'put' | 'post' | 'multipart'

type TermOptions = Pick<
  Terms,
  'ticketExpiresInSeconds' | 'urlExpiresInSeconds' | 'multipartAboveBytes' | 'partSizeBytes'
>

export interface Settings {
  readonly terms: TermOptions
  /** The ticket lifetime of APIs that document 15 minutes. */
  readonly quarterHourSeconds: number
  /** bytes */
  readonly maxSizeBytes: number
  /** The largest file for an API without parts, as AWS limits it; bytes. */
  readonly maxSinglePutBytes: number
}

export function readSettings(options: ReferenceServerOptions): Settings {
  const { ticketExpiresInSeconds, maxSizeBytes = 5 * 1024 ** 4 } = options
  return {
    terms: {
      ticketExpiresInSeconds: ticketExpiresInSeconds ?? 300,
      urlExpiresInSeconds: options.urlExpiresInSeconds ?? 300,
      multipartAboveBytes: options.multipartAboveBytes ?? 64 * 1024 ** 2,
      partSizeBytes: options.partSizeBytes ?? 16 * 1024 ** 2,
    },
    quarterHourSeconds: ticketExpiresInSeconds ?? 900,
    maxSizeBytes,
    maxSinglePutBytes: Math.min(maxSizeBytes, s3SinglePutBelowBytes - 1),
  }
}
