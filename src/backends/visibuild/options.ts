import { aFlag } from '../../shared/options/checkFields.js'
import { checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** How `createVisibuildBackend` is set up. */
export interface VisibuildBackendOptions extends HttpOptions {
  /**
   * The base URL of the API; `/api/core/v1/attachments` is appended. Visibuild's credentials reach a whole company and
   * do not belong in a page, so this is usually a server of the app's own, which calls the host of its region:
   * `https://app.visibuild.com.au`, `https://app.visibuild.co.uk` or `https://app.us.visibuild.com`.
   * @default 'https://app.visibuild.com.au'
   * @example url: '/api/visibuild'
   */
  readonly url?: string
  /**
   * Whose files these are: company, user; no secret.
   * @example scope: `visibuild:${company.id}`
   */
  readonly scope?: string
  /**
   * Whether storage's ETag is the MD5 of the bytes. Storage checks the signed Content-MD5 itself, so this adds little.
   * @default false
   */
  readonly etagIsMd5?: boolean
}

const rules: OwnRules<VisibuildBackendOptions> = {
  url: [(value) => typeof value === 'string', 'a URL or a path'],
  etagIsMd5: aFlag,
}

/** @throws {TypeError} naming the option that is wrong */
export function checkVisibuildOptions(options: VisibuildBackendOptions): void {
  checkAdapterOptions('createVisibuildBackend', options, rules)
}
