import type { Storage } from '../storage/storage.ts'

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
  /** bytes. @default 5 GiB, the most that one PUT takes on AWS */
  readonly maxSizeBytes?: number
  /** How tickets let the bytes be sent, where a call does not say (`sendWith`). @default 'put' */
  readonly sendWith?: SendWith
  /** Bearer tokens and the tenants they speak for. Left out: everybody is the tenant 'demo', with no token. */
  readonly tokens?: Readonly<Record<string, string>>
  /** What Rails asks of a page before it takes a direct upload. @default it asks for nothing */
  readonly csrfToken?: string
  /** Origins of other pages that may call the API. @default none */
  readonly allowOrigins?: readonly string[]
  /** Whether `/__test` answers: faults on demand, and what has been called. @default false */
  readonly testControls?: boolean
}

export type SendWith = 'put' | 'post'

export interface Settings {
  readonly ticketExpiresInSeconds: number
  /** Of APIs whose document says 15 minutes. */
  readonly quarterHourSeconds: number
  readonly urlExpiresInSeconds: number
  readonly maxSizeBytes: number
  readonly sendWith: SendWith
  readonly csrfToken: string | undefined
}

export function readSettings(options: ReferenceServerOptions): Settings {
  return {
    ticketExpiresInSeconds: options.ticketExpiresInSeconds ?? 300,
    quarterHourSeconds: options.ticketExpiresInSeconds ?? 900,
    urlExpiresInSeconds: options.urlExpiresInSeconds ?? 300,
    maxSizeBytes: options.maxSizeBytes ?? 5 * 1024 ** 3,
    sendWith: options.sendWith ?? 'put',
    csrfToken: options.csrfToken,
  }
}
