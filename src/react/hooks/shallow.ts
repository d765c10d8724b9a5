import { isObject } from '../../shared/options/checkFields.js'

/** Compares two values by identity, and lists and records by their members, one level deep. */
export function shallow(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  // Lists are compared by index: the keys of a long list would be thousands of strings, several times a second.
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((member, index) => Object.is(member, b[index]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const members = Object.entries(a)
  return (
    members.length === Object.keys(b).length &&
    members.every(([name, member]) => name in b && Object.is(member, Reflect.get(b, name)))
  )
}
