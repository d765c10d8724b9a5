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

/** The options that every adapter has. */
interface CommonOptions extends HttpOptions {
  readonly scope?: string
}

/** The rules for those that only one has. */
export type OwnRules<T extends CommonOptions> = Rules<Omit<T, keyof CommonOptions>>

/**
 * Refuses a wrong option at once, by its name, with what was expected and what kind of thing came: its value may be a
 * secret. Warns of an option that the adapter does not know.
 * @throws {TypeError}
 */
export function checkAdapterOptions(maker: string, options: object, own: Readonly<Record<string, Rule>>): void {
  if (!isObject(options)) throw new TypeError(`${maker} needs its options, an object; it got ${kindOf(options)}.`)
  checkFields(ownerNamed(maker), options, { ...own, ...commonRules })
}

export const aTimeAboveZero: Rule = [(value) => typeof value === 'number' && value > 0, 'a number above 0']

/** @param what in words: 'the URL of the GraphQL API' */
export function aFilledText(what: string, isRequired = false): Rule {
  return [(value) => typeof value === 'string' && value !== '', what, isRequired]
}

const commonRules: Rules<CommonOptions> = {
  headers: [
    (value) => typeof value === 'function' || (typeof value === 'object' && value !== null),
    'headers, or a function that gives them',
  ],
  fetch: aFunction,
  credentials: [
    (value) => ['omit', 'same-origin', 'include'].includes(String(value)),
    "'omit', 'same-origin' or 'include'",
  ],
  timeoutMs: aTimeAboveZero,
  scope: aString,
}
