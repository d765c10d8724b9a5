import { checkValue, kindOf, type Owner, type Rule } from './checkFields.js'

/**
 * The owner of the uploader's own options.
 * @param path the option that these options are in, such as 'concurrency.'
 */
export function ownOptions(name: string, path = ''): Owner {
  return { name, label: (option) => `${path}${option}`, describe: describeOption }
}

/**
 * Refuses one of the uploader's own options, or an argument of its methods.
 * @throws {TypeError} naming it, what was expected and what was given
 */
export function checkOption(label: string, value: unknown, rule: Rule): void {
  checkValue(label, value, rule, describeOption)
}

/** The core's own options contain no secrets, so messages may repeat their values. */
function describeOption(value: unknown): string {
  return Array.isArray(value) ? `[${value.slice(0, 5).map(describeOne).join(', ')}]` : describeOne(value)
}

function describeOne(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 80)}'` : kindOf(value)
}
