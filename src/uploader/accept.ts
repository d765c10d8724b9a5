import {
  areKin,
  bareType,
  canonicalType,
  isFilmOrSound,
  isKnownType,
  isUndecidedType,
  saysTooLittle,
} from '../shared/mime/mimeKin.js'

interface NamedType {
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

/**
 * Whether the bytes of a file that was let in show that the list does not name it. If the list has the extension of its
 * name, the file stays. Otherwise the bytes contradict a declared type only if the two are not related; a file without
 * a type is judged by its bytes alone.
 *
 * @param sniffedType undefined if the bytes say nothing
 */
export function contradictsAccept(accept: string, file: NamedType, sniffedType: string | undefined): boolean {
  const rules = parseAccept(accept)
  const types = rules.filter(isTypeRule)
  if (types.length === 0 || hasExtension(rules, file.name)) return false
  const isDeclaredOne = types.some((rule) => matchesType(rule, file.type))
  if (isUndecidedType(file.type)) {
    return !isDeclaredOne && !(sniffedType !== undefined && types.some((rule) => mayFit(rule, sniffedType)))
  }
  if (sniffedType === undefined || types.some((rule) => matchesType(rule, sniffedType))) return false
  return !(isDeclaredOne && mayBe(file.type, sniffedType))
}

/** Whether bytes that look like one type may be what a rule of the list names. */
function mayFit(rule: string, sniffedType: string): boolean {
  if (matchesType(rule, sniffedType)) return true
  if (rule.endsWith('/*')) return isFilmOrSound(sniffedType) && ['audio/*', 'video/*'].includes(rule)
  return mayBe(rule, sniffedType)
}

/** Whether bytes that look like one type may be of another. */
function mayBe(type: string, sniffedType: string): boolean {
  return areKin(type, sniffedType) || (saysTooLittle(sniffedType) && !isKnownType(type))
}

function parseAccept(accept: string): readonly string[] {
  return accept
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .filter((rule) => rule !== '')
}

/** Whether each rule of a list is one: '.pdf', 'image/png', 'image/*'. Of anything else an `<input>` would take no notice. */
export function isAcceptList(accept: string): boolean {
  return parseAccept(accept).every((rule) => anyType.test(rule) || oneType.test(rule) || extension.test(rule))
}

const anyType = /^\*(\/\*)?$/
/** With parameters, which some recorders write after their type. */
const oneType = /^[\w!#$&^.+-]+\/(\*|[\w!#$&^.+-]+)(;[^=]+=.*)?$/
const extension = /^\.[^\s*/]+$/

function isTypeRule(rule: string): boolean {
  return rule === '*' || rule.includes('/')
}

function hasExtension(rules: readonly string[], name: string): boolean {
  const seen = withoutTail(name).toLowerCase()
  return rules.some((rule) => rule.startsWith('.') && seen.endsWith(rule))
}

/** Spaces and dots after the extension, which some systems hide or drop. */
function withoutTail(name: string): string {
  let end = name.length
  while (end > 0 && /[\s.]/.test(name.charAt(end - 1))) end -= 1
  return name.slice(0, end)
}

function matchesType(rule: string, type: string): boolean {
  if (rule === '*' || rule === '*/*') return true
  if (rule.endsWith('/*')) return bareType(type).startsWith(rule.slice(0, -1))
  return rule.includes('/') && canonicalType(rule) === canonicalType(type)
}
