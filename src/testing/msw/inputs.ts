import { MockRefusal } from './MockRefusal.js'

type Fields = Readonly<Record<string, unknown>>

/** The `input` of a mutation. */
export function inputOf(variables: Fields): Fields {
  return fieldsOf(variables, 'input')
}

/** @throws {MockRefusal} if it is missing, as in every documented API */
export function fieldsOf(fields: Fields, name: string): Fields {
  const value = fields[name]
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw missing(name)
}

/** A string, or a number written as one. @throws {MockRefusal} */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string' && value !== '') return value
  throw missing(name)
}

/** @throws {MockRefusal} */
export function bytesOf(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw missing(name)
}

/** A digest of this length in base64, not in hex. @throws {MockRefusal} */
export function digestIn(fields: Fields, name: string, bytes: 16 | 32): string {
  const text = textOf(fields, name)
  const base64Length = Math.ceil(bytes / 3) * 4
  if (text.length === base64Length && /^[\w+/]+=+$/.test(text)) return text
  throw missing(name)
}

function missing(name: string): MockRefusal {
  return new MockRefusal(400, `${name} is missing or invalid`, 'BAD_USER_INPUT')
}
