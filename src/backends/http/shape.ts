import { UploadError } from '../../errors/UploadError.js'

/** An object whose fields have not been checked yet. */
export type Unread = Readonly<Record<string, unknown>>

/** A path within an answer, for messages: 'tickets[0].url'. */
type Place = string

/** Creates the error for a malformed answer. It names the place and the kind of value found, but never the value. */
export function malformed(place: Place, expected: string, found: unknown): UploadError {
  return new UploadError(
    'answer-malformed',
    `The backend's answer has ${describe(found)} at ${place}, not ${expected}.`,
  )
}

/** Reads an object. @throws {UploadError} 'answer-malformed' for anything else */
export function readObject(value: unknown, place: Place): Unread {
  if (!isObject(value)) throw malformed(place, 'an object', value)
  return value
}

/** Whether a value is an object and not a list. */
export function isObject(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads a list. @throws {UploadError} 'answer-malformed' for anything else */
export function readList(value: unknown, place: Place): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(place, 'a list', value)
  return value
}

/**
 * Reads a list of `count` members. Answers are matched to files by their order, so any other length would mix them up.
 * @throws {UploadError} 'answer-malformed' for anything else
 */
export function readExactList(value: unknown, count: number, place: Place): readonly unknown[] {
  const list = readList(value, place)
  if (list.length === count) return list
  throw new UploadError(
    'answer-malformed',
    `The backend's answer has ${list.length} members at ${place}; ${count} were requested.`,
  )
}

/** Reads a text that is not empty. @throws {UploadError} 'answer-malformed' for anything else */
export function readText(value: unknown, place: Place): string {
  if (typeof value !== 'string') throw malformed(place, 'a text', value)
  if (value === '') throw malformed(place, 'a text that is not empty', value)
  return value
}

/**
 * Reads a text, which may be empty; undefined if it is absent or null.
 * @throws {UploadError} 'answer-malformed' for anything else
 */
export function readOptionalText(value: unknown, place: Place): string | undefined {
  if (isAbsent(value)) return undefined
  if (typeof value !== 'string') throw malformed(place, 'a text', value)
  return value
}

/**
 * Reads one of some words; undefined if it is absent or null.
 * @throws {UploadError} 'answer-malformed' for anything else
 */
export function readOptionalWord<const T extends string>(
  value: unknown,
  place: Place,
  words: readonly T[],
): T | undefined {
  const word = words.find((one) => one === value)
  if (word === undefined && !isAbsent(value)) throw malformed(place, `'${words.join("' or '")}'`, value)
  return word
}

/** Reads a boolean; undefined if it is absent or null. @throws {UploadError} 'answer-malformed' for anything else */
export function readOptionalBoolean(value: unknown, place: Place): boolean | undefined {
  if (isAbsent(value)) return undefined
  if (typeof value !== 'boolean') throw malformed(place, 'true or false', value)
  return value
}

/** Reads a number that is not negative. @throws {UploadError} 'answer-malformed' for anything else */
export function readAmount(value: unknown, place: Place): number {
  if (typeof value !== 'number' || !(value >= 0)) throw malformed(place, 'a number from 0 up', value)
  return value
}

/**
 * Reads a number that is not negative; undefined if it is absent or null.
 * @throws {UploadError} 'answer-malformed' for anything else
 */
export function readOptionalAmount(value: unknown, place: Place): number | undefined {
  return readOptional(value, place, readAmount)
}

/** Reads a value with another function; undefined if it is absent or null. */
export function readOptional<T>(
  value: unknown,
  place: Place,
  read: (value: unknown, place: Place) => T,
): T | undefined {
  return isAbsent(value) ? undefined : read(value, place)
}

/**
 * Reads an object of texts; undefined if it is absent, null or empty.
 * @throws {UploadError} 'answer-malformed' for anything else
 */
export function readOptionalTexts(value: unknown, place: Place): Readonly<Record<string, string>> | undefined {
  if (isAbsent(value)) return undefined
  const entries = Object.entries(readObject(value, place)).map(([name, text]) => {
    if (typeof text !== 'string') throw malformed(`${place}, value ${name},`, 'a text', text)
    return [name, text] as const
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** Leaves out fields that are undefined, because exact optional types tell a missing field from an undefined one. */
export function pickDefined<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const defined = Object.entries(fields).filter(([, value]) => value !== undefined)
  // Only undefined was removed, so the remaining fields keep their types.
  return Object.fromEntries(defined) as { readonly [K in keyof T]?: Exclude<T[K], undefined> }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (value === '') return 'an empty text'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
