import { anObject, checkFields, ownerNamed, type Rules } from '../../shared/options/checkFields.js'
import { aFilledText, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** The options of `createFoirBackend`. */
export interface FoirBackendOptions extends HttpOptions {
  /**
   * The URL of your own server for these calls. It keeps Foir's secret key, which uploading needs.
   * @example endpoint: '/api/media/graphql'
   */
  readonly endpoint: string
  /**
   * Lets `get` read from Foir directly. A publishable key may be in a page, because it can only read.
   * @default `get` reads through `endpoint`, too
   */
  readonly read?: FoirReadOptions
  /**
   * Identifies the project and the user whose files these are. Must not contain a secret.
   * @example scope: `foir:${project.id}`
   */
  readonly scope?: string
  /**
   * The folder for files whose metadata names none (`{ folder }`). Slashes create nested folders.
   * @example folder: 'campaigns/spring-26'
   */
  readonly folder?: string
}

/** How a page reads from Foir directly. */
export interface FoirReadOptions {
  /**
   * Sent as `x-api-key`. It needs the scope `files:read`, and its domain restrictions must name the page's domain.
   * @example publishableKey: 'pk_live_…'
   */
  readonly publishableKey: string
  /** The URL of Foir's GraphQL API. @default 'https://api.foir.io/graphql' */
  readonly endpoint?: string
}

const maker = 'createFoirBackend'

const rules: OwnRules<FoirBackendOptions> = {
  endpoint: aFilledText("the URL of the app's broker", true),
  // The members are checked separately below.
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

/** @throws {TypeError} if an option is wrong. The message names it. */
export function checkFoirOptions(options: FoirBackendOptions): void {
  checkAdapterOptions(maker, options, rules)
  if (options.read) checkFields(ownerNamed(maker, 'read.'), options.read, readRules)
}
