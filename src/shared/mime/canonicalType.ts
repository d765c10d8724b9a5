import { mimeNames } from './mimeNames.js'
import { readTypeLines } from './readTypeLines.js'

/**
 * The preferred name of a type that has several: 'image/jpeg' for 'image/pjpeg'. An 'x-' says only that the name was not
 * registered: no two different types are told apart by it.
 * @see https://www.rfc-editor.org/rfc/rfc6648
 */
export function canonicalType(type: string): string {
  const bare = bareType(type).replace('/x-', '/')
  return readNames().get(bare) ?? bare
}

/** Registered types are shorter. @see https://www.rfc-editor.org/rfc/rfc6838#section-4.2 */
const longestType = 255

/** Without parameters, in small letters; no type is what is sent to storage in its place. */
export function bareType(type: string): string {
  return (type.slice(0, longestType).split(';', 1)[0] ?? '').trim().toLowerCase() || 'application/octet-stream'
}

/** No type, a type for files of which nothing is known, or a container that may hold video or audio. */
export function isUndecidedType(type: string): boolean {
  const bare = bareType(type)
  return !bare.includes('/') || unknownTypes.has(bare) || mediaContainers.has(canonicalType(bare))
}

/** @see https://mimesniff.spec.whatwg.org/#unknown-mime-type for those that are no real types */
const unknownTypes: ReadonlySet<string> = new Set([
  'application/octet-stream',
  'binary/octet-stream',
  'application/unknown',
  'application/x-unknown',
  'unknown/unknown',
  '*/*',
])

/** Types of containers that may hold video, audio or both, by their canonical names. */
export const mediaContainers: ReadonlySet<string> = new Set([
  'application/mp4',
  'application/ogg',
  'application/matroska',
  'application/vnd.ms-asf',
])

let names: ReadonlyMap<string, string> | undefined

/** The preferred name by each name of the table. It is parsed when it is first needed. */
export function readNames(): ReadonlyMap<string, string> {
  names ??= new Map(readTypeLines(mimeNames).flatMap((line) => line.map((name) => [name, line[0] ?? name] as const)))
  return names
}
