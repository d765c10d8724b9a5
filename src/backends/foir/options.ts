import { anObject, checkFields, ownerNamed, type Rules } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** How `createFoirBackend` is set up. */
export interface FoirBackendOptions extends HttpOptions {
  /**
   * The URL of the app's own server for these calls. That server keeps Foir's secret key, which uploading needs.
   * @example endpoint: '/api/media/graphql'
   */
  readonly endpoint: string
  /**
   * Lets `get` ask Foir directly. A publishable key may be in a page, because it can only read.
   * @default `get` asks the server behind `endpoint`, too
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
   * Sent as `x-api-key`. It needs the scope `files:read`, and its domain restrictions must name the page's domain.
   * @example publishableKey: 'pk_live_…'
   */
  readonly publishableKey: string
  /** @default 'https://api.foir.io/graphql' */
  readonly endpoint?: string
}

const maker = 'createFoirBackend'

const rules: OwnRules<FoirBackendOptions> = {
  endpoint: aFilledText("the URL of the app's broker", true),
  // Its own options are looked at by themselves.
  read: anObject,
  folder: [(value) => typeof value === 'string', 'a path'],
}

const readRules: Rules<FoirReadOptions> = {
  publishableKey: [
    (value) => typeof value === 'string' && value.startsWith('pk_'),
    "a publishable key, which begins with 'pk_'",
    true,
  ],
  endpoint: aFilledText('the URL of the GraphQL API'),
}

/** @throws {TypeError} naming the option that is wrong */
export function checkFoirOptions(options: FoirBackendOptions): void {
  checkAdapterOptions(maker, options, rules)
  if (options.read) checkFields(ownerNamed(maker, 'read.'), options.read, readRules)
}
