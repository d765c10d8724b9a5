import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** How `createInspectBackend` is set up. */
export interface InspectBackendOptions extends HttpOptions {
  /**
   * Where the API is served; its paths are appended.
   * @example url: 'https://inspect.example.com'
   */
  readonly url: string
  /**
   * Whose files these are: tenant, user; no secret.
   * @example scope: `inspect:${organization.id}`
   */
  readonly scope?: string
  /** The asset that files belong to, where no upload says otherwise in its metadata (`{ assetId }`). A UUID. */
  readonly assetId?: string
  /**
   * The path of the call that marks a file as uploaded. Assumption: the document names the call and not its path.
   * @default '/api/inspect/v1/file/upload/complete'
   */
  readonly completePath?: string
  /**
   * The body of that call. Assumption: the document does not show it.
   * @default (id) => ({ id })
   */
  readonly completeBody?: (id: string) => object
  /**
   * Whether a file that is known already (200) is completed all the same: it may be one whose first upload was never
   * completed. Assumption: the document reads as if 200 meant a complete file. With true, completing twice must be
   * harmless, so an unanswered complete call is repeated.
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

/** @throws {TypeError} naming the option that is wrong */
export function checkInspectOptions(options: InspectBackendOptions): void {
  checkAdapterOptions('createInspectBackend', options, rules)
}
