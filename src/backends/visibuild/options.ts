import { aFlag } from '../../shared/options/checkFields.js'
import { checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** The options of `createVisibuildBackend`. */
export interface VisibuildBackendOptions extends HttpOptions {
  /**
   * The base URL of the API; `/api/core/v1/attachments` is appended. Visibuild's credentials give access to a whole
   * company and do not belong in a page, so this is usually a server of your own. It calls the host of your region:
   * `https://app.visibuild.com.au`, `https://app.visibuild.co.uk` or `https://app.us.visibuild.com`.
   * @default 'https://app.visibuild.com.au'
   * @example url: '/api/visibuild'
   */
  readonly url?: string
  /**
   * Identifies the company and the user whose files these are. Must not contain a secret.
   * @example scope: `visibuild:${company.id}`
   */
  readonly scope?: string
  /**
   * Whether storage's ETag is the MD5 of the bytes. Storage already checks the signed Content-MD5, so this adds little.
   * @default false
   */
  readonly etagIsMd5?: boolean
}

const rules: OwnRules<VisibuildBackendOptions> = {
  url: [(value) => typeof value === 'string', 'a URL or a path'],
  etagIsMd5: aFlag,
}

/** @throws {TypeError} if an option is wrong. The message names it. */
export function checkVisibuildOptions(options: VisibuildBackendOptions): void {
  checkAdapterOptions('createVisibuildBackend', options, rules)
}
