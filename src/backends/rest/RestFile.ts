import type { Metadata } from '../../contract/json.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { malformed, readObject, readOptionalAmount, readOptionalText, readText } from '../http/shape.js'

/** A registered file of the rest contract. Additional fields of your server are kept. */
export interface RestFile extends StoredFile {
  /** When the file was registered, in ISO 8601. */
  readonly createdAt?: string
  readonly metadata?: Metadata
  readonly [field: string]: unknown
}

const texts = ['name', 'url', 'type', 'blurhash', 'alt', 'createdAt'] as const
const amounts = ['urlExpiresInSeconds', 'size', 'width', 'height'] as const

/** Reads a file. Fields that are null are left out. */
export function readFile(value: unknown, place: string): RestFile {
  const { metadata, ...raw } = readObject(value, place)
  const known = [
    ...texts.map((field) => [field, readOptionalText(raw[field], `${place}.${field}`)] as const),
    ...amounts.map((field) => [field, readOptionalAmount(raw[field], `${place}.${field}`)] as const),
    ['metadata', readMetadata(metadata, `${place}.metadata`)] as const,
  ]
  const own = Object.entries({ ...raw, ...Object.fromEntries(known) }).filter(([, field]) => field !== undefined)
  return { ...Object.fromEntries(own), id: readText(raw['id'], `${place}.id`) }
}

function readMetadata(value: unknown, place: string): Metadata | undefined {
  if (value === null || value === undefined) return undefined
  if (!isMetadata(value)) throw malformed(place, 'an object', value)
  return value
}

/** The value was parsed from JSON, so only its outermost type has to be checked. */
function isMetadata(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
