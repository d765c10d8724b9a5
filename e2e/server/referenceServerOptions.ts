import type { Storage } from '../storage/storage.ts'
import type { OAuthClient } from './oauth/issuedTokens.ts'

export interface ReferenceServerOptions {
  readonly storage: Storage
  /** Path of the SQLite file, made with its folder if need be; ':memory:' keeps nothing. */
  readonly database: string
  /** The origin under which browsers reach storage, when something stands in front of it. @default storage.endpoint */
  readonly publicStorageEndpoint?: string
  /** @default 300, and 900 where an API's document says 15 minutes */
  readonly ticketExpiresInSeconds?: number
  /** Of download URLs. @default 300 */
  readonly urlExpiresInSeconds?: number
  /** bytes. @default 5 TiB, the most that one object takes on MinIO */
  readonly maxSizeBytes?: number
  /** How tickets let the bytes be sent, where a call does not say (`sendWith`). @default 'put' */
  readonly sendWith?: SendWith
  /** Larger files go out in parts, where neither says otherwise; bytes. @default 64 MiB */
  readonly multipartAboveBytes?: number
  /** Of parts, where S3's limits do not ask for more; bytes. @default 16 MiB */
  readonly partSizeBytes?: number
  /** Bearer tokens (for Foir: API keys) and the tenants they speak for. Left out: everybody is the tenant 'demo', with no token. */
  readonly tokens?: Readonly<Record<string, string>>
  /** Apps that may ask for tokens of Glue and Visibuild, by their client ids. @default none, and nobody needs a token */
  readonly clients?: Readonly<Record<string, OAuthClient>>
  /** What Rails asks of a page before it takes a direct upload. @default it asks for nothing */
  readonly csrfToken?: string
  /** Origins of other pages that may call the API. @default none */
  readonly allowOrigins?: readonly string[]
  /** Whether `/__test` answers: faults on demand, and what has been called. @default false */
  readonly testControls?: boolean
}

export type SendWith = 'put' | 'post' | 'multipart'

export interface Settings {
  readonly ticketExpiresInSeconds: number
  /** Of APIs whose document says 15 minutes. */
  readonly quarterHourSeconds: number
  readonly urlExpiresInSeconds: number
  readonly maxSizeBytes: number
  /** What may be sent in one piece, which AWS limits too; bytes. */
  readonly maxSinglePutBytes: number
  readonly sendWith: SendWith | undefined
  readonly multipartAboveBytes: number
  readonly partSizeBytes: number
  readonly csrfToken: string | undefined
}

export function readSettings(options: ReferenceServerOptions): Settings {
  return {
    ticketExpiresInSeconds: options.ticketExpiresInSeconds ?? 300,
    quarterHourSeconds: options.ticketExpiresInSeconds ?? 900,
    urlExpiresInSeconds: options.urlExpiresInSeconds ?? 300,
    maxSizeBytes: options.maxSizeBytes ?? 5 * 1024 ** 4,
    maxSinglePutBytes: Math.min(options.maxSizeBytes ?? Number.POSITIVE_INFINITY, 5 * 1024 ** 3),
    sendWith: options.sendWith,
    multipartAboveBytes: options.multipartAboveBytes ?? 64 * 1024 ** 2,
    partSizeBytes: options.partSizeBytes ?? 16 * 1024 ** 2,
    csrfToken: options.csrfToken,
  }
}
