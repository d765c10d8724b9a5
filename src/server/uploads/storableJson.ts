import type { Metadata } from '../../contract/json.js'
import { isObject } from '../../shared/options/checkFields.js'

/** Of an alternative text, in characters. */
export const longestAlt: number = 4096

/** bytes, as JSON */
export const longestMetadata: number = 16 * 1024

/** Databases and `JSON.stringify` give up on what is nested without end. */
const deepest = 20

/** Whether every database can keep this as JSON. Dates and instances of other classes are not JSON. */
export function isStorableJson(value: unknown): value is Metadata {
  return isObject(value) && isStorable(value, deepest) && sizeOf(value) <= longestMetadata
}

function isStorable(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'string') return isStorableText(value)
  if (typeof value !== 'object' || depth === 0) return false
  if (Array.isArray(value)) return value.every((member) => isStorable(member, depth - 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  return Object.entries(value).every(
    ([name, member]) => isStorableName(name) && (member === undefined || isStorable(member, depth - 1)),
  )
}

/** An app that copies such a member with `Object.assign` would give its object another prototype. */
function isStorableName(name: string): boolean {
  return name !== '__proto__' && isStorableText(name)
}

/** Postgres refuses NUL, and halves of characters have no encoding. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function sizeOf(value: object): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}

/** Whether two values are the same JSON, in whatever order their members stand. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [members, others] = [entriesOf(one), new Map(entriesOf(other))]
  return (
    members.length === others.size &&
    members.every(([name, member]) => others.has(name) && isSameJson(member, others.get(name)))
  )
}

/** JSON has no undefined. */
function entriesOf(value: object): (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, member]) => member !== undefined)
}
