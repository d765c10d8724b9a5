import { checkCommonOptions, checkOption } from '../checkOption.js'
import type { HttpOptions } from '../http.js'

/** How `createFoirBackend` is set up. */
export interface FoirBackendOptions extends HttpOptions {
  /**
   * Where the app's own server takes these calls. Foir's secret key stays there: a browser never calls Foir itself.
   * @example endpoint: '/api/media/graphql'
   */
  readonly endpoint: string
  /**
   * Whose files these are: project, user; no secret.
   * @example scope: `foir:${project.id}`
   */
  readonly scope?: string
  /**
   * The folder of files whose metadata names none (`{ folder }`). Slashes nest.
   * @example folder: 'campaigns/spring-26'
   */
  readonly folder?: string
}

const maker = 'createFoirBackend'

/** @throws {TypeError} naming the option that is wrong */
export function checkFoirOptions(options: FoirBackendOptions): void {
  const { endpoint, folder } = options
  const isEndpoint = typeof endpoint === 'string' && endpoint !== ''
  checkOption(isEndpoint, maker, 'endpoint', "the URL of the app's broker", endpoint)
  checkCommonOptions(maker, options)
  checkOption(folder === undefined || typeof folder === 'string', maker, 'folder', 'a path', folder)
}
