import { isUndecidedType } from '../mime/canonicalType.js'
import { areKin, isKnownType, isVideoOrAudio, saysTooLittle } from '../mime/mimeKin.js'
import { isTypeRule, matchesType, type NamedType, parseAccept } from './accept.js'
import { fitsAccept } from './fitsAccept.js'

/**
 * Whether the bytes of a file that was let in show that the list does not name it. The bytes contradict a declared type
 * only if the two are not related; a file without a type is judged by its bytes alone.
 *
 * @param sniffedType undefined if the bytes say nothing
 */
export function contradictsAccept(accept: string, file: NamedType, sniffedType: string | undefined): boolean {
  if (fitsAccept(accept, file, sniffedType)) return false
  const types = parseAccept(accept).filter(isTypeRule)
  if (isUndecidedType(file.type)) {
    return sniffedType === undefined || !types.some((rule) => mayFit(rule, sniffedType))
  }
  const isDeclaredOne = types.some((rule) => matchesType(rule, file.type))
  return !(isDeclaredOne && sniffedType !== undefined && mayBe(file.type, sniffedType))
}

/** Whether bytes that look like one type may be what a rule of the list names. */
function mayFit(rule: string, sniffedType: string): boolean {
  if (matchesType(rule, sniffedType)) return true
  if (rule.endsWith('/*')) return isVideoOrAudio(sniffedType) && ['audio/*', 'video/*'].includes(rule)
  return mayBe(rule, sniffedType)
}

/** Whether bytes that look like one type may be of another. */
function mayBe(type: string, sniffedType: string): boolean {
  return areKin(type, sniffedType) || (saysTooLittle(sniffedType) && !isKnownType(type))
}
