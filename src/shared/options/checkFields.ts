import { warnLater } from './warnLater.js'

/** What an option must be, and the words for it. It may be left out unless it is required. */
export type Rule = readonly [isRight: (value: unknown) => boolean, expected: string, isRequired?: boolean]

/** A rule for every option. The same table says which options exist. */
export type Rules<T> = { readonly [Name in keyof T]-?: Rule }

/** Who takes the options, and how a message names one. */
export interface Owner {
  readonly name: string
  readonly label: (option: string) => string
  readonly describe: (value: unknown) => string
}

/**
 * Refuses an option that can never work, and warns about an unknown one.
 * @throws {TypeError} naming the option, what was expected and what was given
 */
export function checkFields(owner: Owner, given: object, rules: Readonly<Record<string, Rule>>): void {
  for (const [name, [isRight, expected, isRequired]] of Object.entries(rules)) {
    const value: unknown = Reflect.get(given, name)
    if (value !== undefined || isRequired) checkValue(owner.label(name), value, [isRight, expected], owner.describe)
  }
  warnAboutUnknown(owner.name, given, Object.keys(rules))
}

/**
 * Refuses a value that can never work.
 * @throws {TypeError} naming what it is, what was expected and what was given
 */
export function checkValue(
  label: string,
  value: unknown,
  [isRight, expected]: Rule,
  describe: (value: unknown) => string,
): void {
  if (!isRight(value)) throw new TypeError(`${label} must be ${expected}; it is ${describe(value)}.`)
}

/** Warns the developer about options that nobody reads. */
export function warnAboutUnknown(owner: string, given: object, known: readonly string[]): void {
  const unknown = Object.entries(given).flatMap(([name, value]) =>
    value === undefined || known.includes(name) ? [] : name,
  )
  if (unknown.length > 0) warnLater((warnings) => warnings.warnAboutUnknown(owner, unknown, known))
}

export const aString: Rule = [(value) => typeof value === 'string', 'a string']
export const aFlag: Rule = [(value) => typeof value === 'boolean', 'true or false']
export const aFunction: Rule = [(value) => typeof value === 'function', 'a function']
export const anObject: Rule = [isObject, 'an object']

export function aNumberFrom(least: number): Rule {
  return [(value) => typeof value === 'number' && value >= least, `a number of at least ${least}`]
}

/** Whether a value is an object and not a list. Its members have not been checked yet. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The owner of the options of a function.
 * @param name the function, such as 'createRecovery'
 * @param path the option that these options are in, such as 'read.'
 */
export function ownerNamed(name: string, path = ''): Owner {
  return { name, label: (option) => `${name}: the option '${path}${option}'`, describe: kindOf }
}

/** Names the kind of a value. The value itself is not repeated, because it may be a secret. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'a string'
  if (typeof value === 'function') return 'a function'
  return isObject(value) ? 'an object' : String(value)
}
