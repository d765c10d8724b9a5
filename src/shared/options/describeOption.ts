import { kindOf, type Owner } from './checkFields.js'

/**
 * The options of the uploader itself.
 * @param path of options within options: 'concurrency.'
 */
export function ownOptions(name: string, path = ''): Owner {
  return { name, label: (option) => `${path}${option}`, describe: describeOption }
}

/** The core's own options hold no secret, so texts are repeated. */
export function describeOption(value: unknown): string {
  return Array.isArray(value) ? `[${value.slice(0, 5).map(describeOne).join(', ')}]` : describeOne(value)
}

function describeOne(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 80)}'` : kindOf(value)
}
