import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** The options of `createRestBackend`. */
export interface RestBackendOptions extends HttpOptions {
  /**
   * The base URL of the contract, absolute or a path on the page's own origin. The paths of the calls are appended, and
   * a query is kept.
   * @example url: '/api/projects/42/uploads'
   */
  readonly url: string
  /**
   * Identifies the API, the tenant and the user whose files these are. Must not contain a secret. Without it, nothing
   * is kept between sessions.
   * @example scope: `acme:${user.id}`
   */
  readonly scope?: string
  /**
   * The digest that is computed before a ticket is requested; null for none.
   * @default 'sha-256'
   */
  readonly digest?: DigestAlgorithm | null
  /**
   * Whether one call may request several tickets, or confirm several files.
   * @default true
   */
  readonly gather?: boolean
  /**
   * Whether uploads with equal content, type, name and metadata may become one stored file.
   * @default true
   */
  readonly sharesFiles?: boolean
  /**
   * Whether registering a reference twice creates one file, as the contract demands.
   * @default true
   */
  readonly confirmIsIdempotent?: boolean
  /**
   * Whether your server needs storage's ETag, so that an upload fails if CORS hides it.
   * @default false
   */
  readonly needsEtag?: boolean
  /**
   * Whether storage's ETag is the MD5 of the content, so that the two are compared. Needs `digest: 'md5'`.
   * @default false
   */
  readonly etagIsMd5?: boolean
}

const rules: OwnRules<RestBackendOptions> = {
  url: aFilledText('a URL or a path', true),
  digest: [(value) => value === null || value === 'sha-256' || value === 'md5', "'sha-256', 'md5' or null"],
  gather: aFlag,
  sharesFiles: aFlag,
  confirmIsIdempotent: aFlag,
  needsEtag: aFlag,
  etagIsMd5: aFlag,
}

/** @throws {TypeError} if an option is wrong. The message names it. */
export function checkRestOptions(options: RestBackendOptions): void {
  checkAdapterOptions('createRestBackend', options, rules)
}
