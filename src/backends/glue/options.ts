import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** The options of `createGlueBackend`. */
export interface GlueBackendOptions extends HttpOptions {
  /**
   * The URL of your own server. It passes these calls on to `https://api.gluegroups.com/public/graphql`, and keeps the
   * client secret and Glue's tokens.
   * @example endpoint: '/api/attachments/graphql'
   */
  readonly endpoint: string
  /**
   * Identifies the workspace and the user whose files these are. Must not contain a secret.
   * @example scope: `glue:${workspace.id}`
   */
  readonly scope?: string
  /**
   * Whether storage's ETag is the MD5 of the bytes, so that the two are compared. Glue's documentation does not mention
   * storage, so either value is an assumption. With KMS encryption the ETag is not the MD5.
   * @default false
   */
  readonly etagIsMd5?: boolean
}

const rules: OwnRules<GlueBackendOptions> = {
  endpoint: aFilledText("the URL of the app's broker", true),
  etagIsMd5: aFlag,
}

/** @throws {TypeError} if an option is wrong. The message names it. */
export function checkGlueOptions(options: GlueBackendOptions): void {
  checkAdapterOptions('createGlueBackend', options, rules)
}
