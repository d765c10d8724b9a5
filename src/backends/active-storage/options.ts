import { checkCommonOptions, checkFlag, checkOption } from '../checkOption.js'
import type { HttpOptions } from '../http.js'

/** How `createActiveStorageBackend` is set up. */
export interface ActiveStorageBackendOptions extends HttpOptions {
  /**
   * Where Rails takes direct uploads.
   * @default '/rails/active_storage/direct_uploads'
   */
  readonly url?: string
  /** Whose files these are: application, user; no secret. */
  readonly scope?: string
  /**
   * The CSRF token, sent as `X-CSRF-Token`. Read at each call.
   * @default the content of the page's `<meta name="csrf-token">`, where there is one
   */
  readonly csrfToken?: () => string | undefined
  /**
   * Whether storage's ETag is the MD5 of the bytes. Rails signs Content-MD5, so storage checks it itself.
   * @default false
   */
  readonly etagIsMd5?: boolean
}

const maker = 'createActiveStorageBackend'

/** @throws {TypeError} naming the option that is wrong */
export function checkActiveStorageOptions(options: ActiveStorageBackendOptions): void {
  const { url, csrfToken, etagIsMd5 } = options
  const isUrl = url === undefined || (typeof url === 'string' && url !== '')
  checkOption(isUrl, maker, 'url', 'a URL or a path', url)
  checkCommonOptions(maker, options)
  const isFunction = csrfToken === undefined || typeof csrfToken === 'function'
  checkOption(isFunction, maker, 'csrfToken', 'a function that gives the token', csrfToken)
  checkFlag(maker, 'etagIsMd5', etagIsMd5)
}
