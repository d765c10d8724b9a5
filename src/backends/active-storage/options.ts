import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

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

const rules: OwnRules<ActiveStorageBackendOptions> = {
  url: aFilledText('a URL or a path'),
  csrfToken: [(value) => typeof value === 'function', 'a function that gives the token'],
  etagIsMd5: aFlag,
}

/** @throws {TypeError} naming the option that is wrong */
export function checkActiveStorageOptions(options: ActiveStorageBackendOptions): void {
  checkAdapterOptions('createActiveStorageBackend', options, rules)
}
