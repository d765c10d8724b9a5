import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** How `createRestBackend` is set up. */
export interface RestBackendOptions extends HttpOptions {
  /**
   * Where the contract is served; a path of the page's own origin or an absolute URL. Paths are appended, a query is
   * kept.
   * @example url: '/api/projects/42/uploads'
   */
  readonly url: string
  /**
   * Whose files these are: API, tenant, user; no secret. Without it nothing is kept between sessions.
   * @example scope: `acme:${user.id}`
   */
  readonly scope?: string
  /**
   * What is computed of the content before a ticket is asked for. null: nothing.
   * @default 'sha-256'
   */
  readonly digest?: DigestAlgorithm | null
  /**
   * Whether several tickets, and several confirms, may go in one call.
   * @default true
   */
  readonly gather?: boolean
  /**
   * Whether two uploads of equal content, type, name and metadata may end as one stored file.
   * @default true
   */
  readonly sharesFiles?: boolean
  /**
   * Whether registering one reference twice gives one file. The contract asks for it.
   * @default true
   */
  readonly confirmIsIdempotent?: boolean
  /**
   * Whether an ETag that storage hides from the page is an error.
   * @default false
   */
  readonly needsEtag?: boolean
  /**
   * Whether storage's ETag is the MD5 of the content, so that it can be compared; needs `digest: 'md5'`.
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

/** @throws {TypeError} naming the option that is wrong */
export function checkRestOptions(options: RestBackendOptions): void {
  checkAdapterOptions('createRestBackend', options, rules)
}
