import { checkCommonOptions, checkFlag, checkOption } from '../checkOption.js'
import type { HttpOptions } from '../http.js'

/** How `createGlueBackend` is set up. */
export interface GlueBackendOptions extends HttpOptions {
  /** The URL of the GraphQL API. */
  readonly endpoint: string
  /**
   * Whose files these are: workspace, user; no secret.
   * @example scope: `glue:${workspace.id}`
   */
  readonly scope?: string
  /**
   * Whether storage's ETag is the MD5 of the bytes, so that it is held against the file's own. Assumption: the document
   * says nothing of storage; with KMS leave it false.
   * @default false
   */
  readonly etagIsMd5?: boolean
}

const maker = 'createGlueBackend'

/** @throws {TypeError} naming the option that is wrong */
export function checkGlueOptions(options: GlueBackendOptions): void {
  const { endpoint, etagIsMd5 } = options
  const isEndpoint = typeof endpoint === 'string' && endpoint !== ''
  checkOption(isEndpoint, maker, 'endpoint', 'the URL of the GraphQL API', endpoint)
  checkCommonOptions(maker, options)
  checkFlag(maker, 'etagIsMd5', etagIsMd5)
}
