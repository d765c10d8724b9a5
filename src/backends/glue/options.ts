import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** How `createGlueBackend` is set up. */
export interface GlueBackendOptions extends HttpOptions {
  /**
   * The URL of the app's own server, which passes these calls on to `https://api.gluegroups.com/public/graphql` and
   * keeps the client secret and Glue's tokens.
   * @example endpoint: '/api/attachments/graphql'
   */
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

const rules: OwnRules<GlueBackendOptions> = {
  endpoint: aFilledText("the URL of the app's broker", true),
  etagIsMd5: aFlag,
}

/** @throws {TypeError} naming the option that is wrong */
export function checkGlueOptions(options: GlueBackendOptions): void {
  checkAdapterOptions('createGlueBackend', options, rules)
}
