import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import { aFlag, aString } from '../../shared/options/checkFields.js'
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
   * The name of the server's rules for these files. It is sent with each request for tickets and for a page of the list, so
   * that a gallery shows only the files of this profile; a server that knows no profiles lists all. Nothing is sent if it
   * is not given. Backends with the same `scope` share the cached list and what recovery has kept, so give each profile a
   * scope of its own.
   * @example profile: 'photos'
   */
  readonly profile?: string
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
  /**
   * Whether your server has `DELETE /files/{id}`. The contract includes it; set this to false for a server that was
   * written for version 1.0 of the contract, or that does not let users delete files. Then they are not offered it. If a
   * server lacks the call and this is not false, deleting fails as 'endpoint-missing', and the message names this option.
   * @default true
   */
  readonly deleteFile?: boolean
  /**
   * Whether your server has `PATCH /files/{id}`, which changes the name and the alternative text of a file. Otherwise
   * the same as `deleteFile`.
   * @default true
   */
  readonly updateFile?: boolean
}

const rules: OwnRules<RestBackendOptions> = {
  url: aFilledText('a URL or a path', true),
  profile: aString,
  digest: [(value) => value === null || value === 'sha-256' || value === 'md5', "'sha-256', 'md5' or null"],
  gather: aFlag,
  sharesFiles: aFlag,
  confirmIsIdempotent: aFlag,
  needsEtag: aFlag,
  etagIsMd5: aFlag,
  deleteFile: aFlag,
  updateFile: aFlag,
}

/** @throws {TypeError} if an option is wrong. The message names it. */
export function checkRestOptions(options: RestBackendOptions): void {
  checkAdapterOptions('createRestBackend', options, rules)
}
