import { nearestName } from './nearestName.js'
import { warnOnce } from '../warnOnce.js'

/** What an option has to be, and the words for it. One that is left out is right, unless it is required. */
export type Rule = readonly [isRight: (value: unknown) => boolean, expected: string, isRequired?: boolean]

/** A rule for every option, so that the same table knows which names there are. */
export type Rules<T> = { readonly [Name in keyof T]-?: Rule }

/** Whose options they are, and how a message speaks of one. */
export interface Owner {
  readonly name: string
  readonly label: (option: string) => string
  readonly describe: (value: unknown) => string
}

/**
 * Refuses an option that can never work, and warns of one that nobody knows.
 * @throws {TypeError} naming the option, what was expected and what came
 */
export function checkFields(owner: Owner, given: object, rules: Readonly<Record<string, Rule>>): void {
  for (const [name, [isRight, expected, isRequired]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(given, name)
    if (value === undefined ? isRequired : !isRight(value)) {
      throw new TypeError(`${owner.label(name)} must be ${expected}; it is ${owner.describe(value)}.`)
    }
  }
  warnOfUnknown(owner.name, given, Object.keys(rules))
}

/** Of an option that nobody knows nothing would be seen: most are a slip of the pen, or another library's. */
export function warnOfUnknown(owner: string, given: object, known: readonly string[]): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || known.includes(name)) continue
    const nearest = nearestName(name, known)
    const hint = nearest === undefined ? `The options are ${known.join(', ')}.` : `Did you mean '${nearest}'?`
    warnOnce(`${owner} has no option '${name.slice(0, 60)}', so it does nothing. ${hint}`)
  }
}

export const aText: Rule = [(value) => typeof value === 'string', 'a text']
export const aFlag: Rule = [(value) => typeof value === 'boolean', 'true or false']
export const aFunction: Rule = [(value) => typeof value === 'function', 'a function']
export const anObject: Rule = [isObject, 'an object']

export function aNumberFrom(least: number): Rule {
  return [(value) => typeof value === 'number' && value >= least, `a number from ${least} up`]
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Whoever is called with options: 'createRecovery'.
 * @param path of options within options: 'read.'
 */
export function ownerNamed(name: string, path = ''): Owner {
  return { name, label: (option) => `${name}: the option '${path}${option}'`, describe: kindOf }
}

/** What came, in a word or two. A text may be a secret, so only those are repeated that are known to be none. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'a text that is not'
  if (typeof value === 'function') return 'a function'
  return isObject(value) ? 'an object' : String(value)
}
