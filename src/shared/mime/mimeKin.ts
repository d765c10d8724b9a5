import { mimeChildren, mimeNames } from './mimeTable.js'

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

/** Whether the table knows this type, and so can tell that other types are not related to it. */
export function isKnownType(type: string): boolean {
  return readTable().names.has(bareType(type))
}

/** No type, a type for files of which nothing is known, or a container that may hold video or audio. */
export function isUndecidedType(type: string): boolean {
  const bare = bareType(type)
  return !bare.includes('/') || unknownTypes.has(bare) || mediaContainers.has(canonicalType(bare))
}

/** Whether the type is stored in a container that may hold video or audio. */
export function isFilmOrSound(type: string): boolean {
  return [...ancestors(canonicalType(type))].some((container) => mediaContainers.has(container))
}

/** The preferred name of a type that has several: 'image/jpeg' for 'image/pjpeg'. */
export function canonicalType(type: string): string {
  const bare = bareType(type)
  return readTable().names.get(bare) ?? bare
}

/** Registered types are shorter. @see https://www.rfc-editor.org/rfc/rfc6838#section-4.2 */
const longestType = 255

/** Without parameters, in small letters; no type is what is sent to storage in its place. */
export function bareType(type: string): string {
  return (type.slice(0, longestType).split(';', 1)[0] ?? '').trim().toLowerCase() || 'application/octet-stream'
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

const mediaContainers: ReadonlySet<string> = new Set([
  'application/mp4',
  'application/ogg',
  'application/x-matroska',
  'application/vnd.ms-asf',
])

const openContainers: ReadonlySet<string> = new Set([
  // Word saves it under the type of its own documents.
  'application/rtf',
  'application/zip',
  'application/gzip',
  'application/ogg',
  'application/x-ole-storage',
  'application/xml',
  'text/plain',
])

interface Table {
  /** Of each name the one that counts. */
  readonly names: ReadonlyMap<string, string>
  readonly parents: ReadonlyMap<string, readonly string[]>
}

let table: Table | undefined

function readTable(): Table {
  table ??= parseTable()
  return table
}

function parseTable(): Table {
  const names = new Map<string, string>()
  const parents = new Map<string, string[]>()
  for (const [first = '', ...others] of readLines(mimeNames)) {
    for (const name of [first, ...others]) names.set(name, first)
  }
  for (const [parent = '', ...children] of readLines(mimeChildren)) {
    for (const child of children) parents.set(child, [...(parents.get(child) ?? []), parent])
    for (const type of [parent, ...children]) if (!names.has(type)) names.set(type, type)
  }
  return { names, parents }
}

function readLines(block: string): readonly (readonly string[])[] {
  return block
    .trim()
    .split('\n')
    .map((line) => {
      let kind = ''
      return line.split(' ').map((name) => {
        if (!name.includes('/')) return `${kind}/${name}`
        kind = name.slice(0, name.indexOf('/'))
        return name
      })
    })
}

/** A type itself and everything above it. */
function ancestors(type: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(type)) return found
  found.add(type)
  for (const parent of readTable().parents.get(type) ?? []) ancestors(parent, found)
  return found
}
