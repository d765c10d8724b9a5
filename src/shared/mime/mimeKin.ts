import { canonicalType, mediaContainers, readNames } from './canonicalType.js'
import { mimeChildren } from './mimeChildren.js'
import { readTypeLines } from './readTypeLines.js'

/**
 * Whether two types may describe the same bytes: they are two names of one type, one is a special case of the other or
 * stored in it, or both are stored in a container that holds video, audio or both.
 */
export function areKin(one: string, other: string): boolean {
  const [first, second] = [canonicalType(one), canonicalType(other)]
  const [above, beyond] = [ancestors(first), ancestors(second)]
  return (
    above.has(second) || beyond.has(first) || [...above].some((type) => mediaContainers.has(type) && beyond.has(type))
  )
}

/** Whether bytes that begin like this type may be of a more special type. */
export function saysTooLittle(type: string): boolean {
  return openContainers.has(canonicalType(type))
}

/** Whether the tables know this type, and so can tell that other types are not related to it. */
export function isKnownType(type: string): boolean {
  const name = canonicalType(type)
  return readNames().has(name) || readParents().has(name)
}

/** Whether the type is stored in a container that may hold video or audio. */
export function isVideoOrAudio(type: string): boolean {
  return [...ancestors(canonicalType(type))].some((container) => mediaContainers.has(container))
}

const openContainers: ReadonlySet<string> = new Set([
  // Word saves it under the type of its own documents.
  'application/rtf',
  'application/zip',
  'application/gzip',
  'application/ogg',
  'application/ole-storage',
  'application/xml',
  'text/plain',
])

let parents: ReadonlyMap<string, readonly string[]> | undefined

/** The types above each type of the table; those at the top have none. */
function readParents(): ReadonlyMap<string, readonly string[]> {
  parents ??= parseParents()
  return parents
}

function parseParents(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [parent = '', ...children] of readTypeLines(mimeChildren)) {
    found.set(parent, found.get(parent) ?? [])
    for (const child of children) found.set(child, [...(found.get(child) ?? []), parent])
  }
  return found
}

/** A type itself and everything above it. */
function ancestors(type: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(type)) return found
  found.add(type)
  for (const parent of readParents().get(type) ?? []) ancestors(parent, found)
  return found
}
