import { checkCommonOptions, checkOption } from '../checkOption.js'
import type { HttpOptions } from '../http.js'

/** How `createFoirBackend` is set up. */
export interface FoirBackendOptions extends HttpOptions {
  /**
   * Where the app's own server takes these calls. Foir's secret key stays there: it is what uploading needs.
   * @example endpoint: '/api/media/graphql'
   */
  readonly endpoint: string
  /**
   * Lets `get` ask Foir itself. A publishable key may stand in a page, because it can read and nothing else.
   * @default the server behind `endpoint` reads, too
   */
  readonly read?: FoirReadOptions
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

/** How a page reads from Foir without the app's server. */
export interface FoirReadOptions {
  /**
   * Sent as `x-api-key`. It needs the scope `files:read`, and its domains must name the page's.
   * @example publishableKey: 'pk_live_…'
   */
  readonly publishableKey: string
  /** @default 'https://api.foir.io/graphql' */
  readonly endpoint?: string
}

const maker = 'createFoirBackend'

/** @throws {TypeError} naming the option that is wrong */
export function checkFoirOptions(options: FoirBackendOptions): void {
  const { endpoint, folder, read } = options
  const isEndpoint = typeof endpoint === 'string' && endpoint !== ''
  checkOption(isEndpoint, maker, 'endpoint', "the URL of the app's broker", endpoint)
  checkCommonOptions(maker, options)
  checkOption(folder === undefined || typeof folder === 'string', maker, 'folder', 'a path', folder)
  if (read === undefined) return
  const { publishableKey: key, endpoint: readsAt } = read
  const isPublishable = typeof key === 'string' && key.startsWith('pk_')
  checkOption(isPublishable, maker, 'read.publishableKey', "a publishable key, which begins with 'pk_'", key)
  const isReadEndpoint = readsAt === undefined || (typeof readsAt === 'string' && readsAt !== '')
  checkOption(isReadEndpoint, maker, 'read.endpoint', 'the URL of the GraphQL API', readsAt)
}
