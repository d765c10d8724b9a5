import { isObject } from '../../../shared/options/checkFields.js'
import { invalid } from '../../uploads/Refusal.js'
import { isStorableText } from '../../uploads/storableJson.js'

/** An object of a body whose members have not been checked yet. */
export type Fields = Readonly<Record<string, unknown>>

/** @throws {Refusal} */
export function readFields(value: unknown, what: string): Fields {
  if (isObject(value)) return value
  throw invalid(`${what} must be an object.`)
}

/** @throws {Refusal} */
export function readText(
  fields: Fields,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): string {
  const value = fields[name]
  if (typeof value === 'string' && value.length >= min && value.length <= max && isStorableText(value)) return value
  throw invalid(`\`${name}\` must be a text of ${min} to ${max} characters.`)
}

/** @throws {Refusal} */
export function readInteger(fields: Fields, name: string, min: number, max: number = Number.MAX_SAFE_INTEGER): number {
  const value = fields[name]
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`
  throw invalid(`\`${name}\` must be a whole number ${range}.`)
}

/**
 * A list of a body.
 * @throws {Refusal} unless it has from 1 to `most` members
 */
export function readList(fields: Fields, name: string, most: number): readonly unknown[] {
  const list = fields[name]
  if (Array.isArray(list) && list.length > 0 && list.length <= most) return list
  throw invalid(`\`${name}\` must be a list of 1 to ${most}.`)
}

/** null counts as left out. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}
