import {
  aFunction,
  aString,
  checkFields,
  isObject,
  kindOf,
  ownerNamed,
  type Rule,
  type Rules,
} from '../shared/options/checkFields.js'
import type { HttpOptions } from './http/HttpClient.js'

/** The options that all adapters have in common. */
interface CommonOptions extends HttpOptions {
  readonly scope?: string
}

/** The rules for an adapter's own options. */
export type OwnRules<T extends CommonOptions> = Rules<Omit<T, keyof CommonOptions>>

/**
 * Warns about unknown options.
 * @throws {TypeError} if an option is wrong. The message names the option, what was expected and what kind of value was
 * passed, but not the value, which may be a secret.
 */
export function checkAdapterOptions(maker: string, options: object, own: Readonly<Record<string, Rule>>): void {
  if (!isObject(options)) throw new TypeError(`${maker} needs its options, an object; it got ${kindOf(options)}.`)
  checkFields(ownerNamed(maker), options, { ...own, ...commonRules })
}

export const aTimeAboveZero: Rule = [(value) => typeof value === 'number' && value > 0, 'a number above 0']

/** @param what describes the option in a message: 'the URL of the GraphQL API' */
export function aFilledText(what: string, isRequired = false): Rule {
  return [(value) => typeof value === 'string' && value !== '', what, isRequired]
}

const commonRules: Rules<CommonOptions> = {
  headers: [
    (value) => typeof value === 'function' || (typeof value === 'object' && value !== null),
    'headers, or a function that returns them',
  ],
  fetch: aFunction,
  credentials: [
    (value) => ['omit', 'same-origin', 'include'].includes(String(value)),
    "'omit', 'same-origin' or 'include'",
  ],
  timeoutMs: aTimeAboveZero,
  scope: aString,
}
