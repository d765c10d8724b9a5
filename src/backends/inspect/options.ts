import { checkCommonOptions, checkFlag, checkOption } from '../checkOption.js'
import type { HttpOptions } from '../http.js'

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

const maker = 'createInspectBackend'

/** @throws {TypeError} naming the option that is wrong */
export function checkInspectOptions(options: InspectBackendOptions): void {
  const { url, assetId, completePath, completeBody, completesKnown } = options
  checkOption(typeof url === 'string', maker, 'url', 'a URL or a path', url)
  checkCommonOptions(maker, options)
  const isId = assetId === undefined || (typeof assetId === 'string' && assetId !== '')
  checkOption(isId, maker, 'assetId', 'the id of an asset', assetId)
  const isPath = completePath === undefined || (typeof completePath === 'string' && completePath.startsWith('/'))
  checkOption(isPath, maker, 'completePath', 'a path from the root', completePath)
  const isBody = completeBody === undefined || typeof completeBody === 'function'
  checkOption(isBody, maker, 'completeBody', 'a function from the id to the body', completeBody)
  checkFlag(maker, 'completesKnown', completesKnown)
}
