import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** The options of `createInspectBackend`. */
export interface InspectBackendOptions extends HttpOptions {
  /**
   * The base URL of the API. Its paths are appended.
   * @example url: 'https://inspect.example.com'
   */
  readonly url: string
  /**
   * Identifies the tenant and the user whose files these are. Must not contain a secret.
   * @example scope: `inspect:${organization.id}`
   */
  readonly scope?: string
  /** The UUID of the asset for files whose metadata names none (`{ assetId }`). */
  readonly assetId?: string
  /**
   * The path of the call that marks a file as uploaded. The default is an assumption, because the documentation names
   * the call but not its path.
   * @default '/api/inspect/v1/file/upload/complete'
   */
  readonly completePath?: string
  /**
   * Creates the body of that call. The default is an assumption, because the documentation does not show it.
   * @default (id) => ({ id })
   */
  readonly completeBody?: (id: string) => object
  /**
   * Whether a known file (200) is completed again, because its first upload may never have been completed. The default
   * assumes that 200 means a complete file. With true, completing twice must be harmless, so an unanswered complete
   * call is repeated.
   * @default false
   */
  readonly completesKnown?: boolean
}

const rules: OwnRules<InspectBackendOptions> = {
  url: [(value) => typeof value === 'string', 'a URL or a path', true],
  assetId: aFilledText('the id of an asset'),
  completePath: [(value) => typeof value === 'string' && value.startsWith('/'), 'a path from the root'],
  completeBody: [(value) => typeof value === 'function', 'a function from the id to the body'],
  completesKnown: aFlag,
}

/** @throws {TypeError} if an option is wrong. The message names it. */
export function checkInspectOptions(options: InspectBackendOptions): void {
  checkAdapterOptions('createInspectBackend', options, rules)
}
