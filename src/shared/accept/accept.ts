import { bareType, canonicalType, isUndecidedType } from '../mime/canonicalType.js'

/** What is checked against a list. */
export interface NamedType {
  readonly name: string
  /** Declared by the browser; '' where it knows none. */
  readonly type: string
}

/**
 * Whether an `accept` list lets a file in. The list is read as an `<input>` reads it: '.pdf', 'image/png', 'image/*',
 * separated by commas. A file for which the browser knows no type is let in if the list names types: its bytes decide.
 * @see https://html.spec.whatwg.org/multipage/input.html#attr-input-accept
 */
export function matchesAccept(accept: string, file: NamedType): boolean {
  const rules = parseAccept(accept)
  if (rules.length === 0 || hasExtension(rules, file.name)) return true
  if (rules.some((rule) => matchesType(rule, file.type))) return true
  return isUndecidedType(file.type) && rules.some(isTypeRule)
}

/** The rules of a list. */
export function parseAccept(accept: string): readonly string[] {
  return accept
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .filter((rule) => rule !== '')
}

/** Whether each rule of a list is one: '.pdf', 'image/png', 'image/*'. An `<input>` would ignore anything else. */
export function isAcceptList(accept: string): boolean {
  return parseAccept(accept).every((rule) => anyType.test(rule) || oneType.test(rule) || extension.test(rule))
}

const anyType = /^\*(\/\*)?$/
/** With parameters, which some recorders write after their type. */
const oneType = /^[\w!#$&^.+-]+\/(\*|[\w!#$&^.+-]+)(;[^=]+=.*)?$/
const extension = /^\.[^\s*/]+$/

/** Whether a rule names types, not an extension. */
export function isTypeRule(rule: string): boolean {
  return rule === '*' || rule.includes('/')
}

/** Whether a list has the extension of a name. */
export function hasExtension(rules: readonly string[], name: string): boolean {
  const seen = withoutTail(name).toLowerCase()
  return rules.some((rule) => rule.startsWith('.') && seen.endsWith(rule))
}

/** Spaces and dots after the extension, which some systems hide or drop. */
function withoutTail(name: string): string {
  let end = name.length
  while (end > 0 && /[\s.]/.test(name.charAt(end - 1))) end -= 1
  return name.slice(0, end)
}

/** Whether a rule names a type, under whichever of its names. */
export function matchesType(rule: string, type: string): boolean {
  if (rule === '*' || rule === '*/*') return true
  if (rule.endsWith('/*')) return bareType(type).startsWith(rule.slice(0, -1))
  return rule.includes('/') && canonicalType(rule) === canonicalType(type)
}
