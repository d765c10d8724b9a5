import { isUndecidedType } from '../mime/canonicalType.js'
import { hasExtension, isTypeRule, matchesType, type NamedType, parseAccept } from './accept.js'

/**
 * Whether the list itself names what a file is: by the extension of its name, or by the type of its bytes. Almost every
 * file fits, so the table of related types is needed for the others only.
 *
 * @param sniffedType undefined if the bytes say nothing
 */
export function fitsAccept(accept: string, file: NamedType, sniffedType: string | undefined): boolean {
  const rules = parseAccept(accept)
  const types = rules.filter(isTypeRule)
  if (types.length === 0 || hasExtension(rules, file.name)) return true
  const names = (type: string): boolean => types.some((rule) => matchesType(rule, type))
  if (sniffedType !== undefined && names(sniffedType)) return true
  return isUndecidedType(file.type) ? names(file.type) : sniffedType === undefined
}
