import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HeadersAsk } from '../http/credentials.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** The options of `createActiveStorageBackend`. */
export interface ActiveStorageBackendOptions extends HttpOptions {
  /**
   * The URL that Rails accepts direct uploads at.
   * @default '/rails/active_storage/direct_uploads'
   */
  readonly url?: string
  /** Identifies the application and the user whose files these are. Must not contain a secret. */
  readonly scope?: string
  /**
   * Returns the CSRF token, which is sent as `X-CSRF-Token`. Called before each request, and once more with
   * `refresh: true` after a 422 or 401, as is a `headers` function: get a new token, because Rails has refused this one.
   * Calls that are refused together share one refresh.
   * @default the content of the page's `<meta name="csrf-token">`, if there is one. It is not renewed.
   * @example csrfToken: ({ refresh }) => (refresh ? fetchToken() : readToken())
   */
  readonly csrfToken?: (ask: HeadersAsk) => string | undefined | Promise<string | undefined>
  /**
   * Whether storage's ETag is the MD5 of the bytes. Rails signs Content-MD5, so storage checks the bytes itself.
   * @default false
   */
  readonly etagIsMd5?: boolean
}

const rules: OwnRules<ActiveStorageBackendOptions> = {
  url: aFilledText('a URL or a path'),
  csrfToken: [(value) => typeof value === 'function', 'a function that returns the token or a promise of it'],
  etagIsMd5: aFlag,
}

/** @throws {TypeError} if an option is wrong. The message names it. */
export function checkActiveStorageOptions(options: ActiveStorageBackendOptions): void {
  checkAdapterOptions('createActiveStorageBackend', options, rules)
}
