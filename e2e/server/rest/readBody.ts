import type { AnnouncedDigest, AnnouncedFile, AnnouncedImage } from '../ticket-service/announcedFile.ts'
import type { ArrivedUpload } from '../ticket-service/confirmUpload.ts'
import type { FileChange } from '../ticket-service/fileTable.ts'
import { Problem } from '../problem.ts'

type Fields = Readonly<Record<string, unknown>>

const mostMembers = 100
const mostParts = 10_000
const digestBytes: Readonly<Record<AnnouncedDigest['algorithm'], number>> = { md5: 16, 'sha-256': 32 }

/** @throws {Problem} unless it is an object with a list of 1 to 100 under this name. */
export function readMembers(body: unknown, name: string): readonly unknown[] {
  const members = isFields(body) ? body[name] : undefined
  if (Array.isArray(members) && members.length > 0 && members.length <= mostMembers) return members
  throw invalid(`\`${name}\` must be a list of 1 to ${mostMembers}.`)
}

/** Reads a file's announcement. `callKey` is the Idempotency-Key of the call. @throws {Problem} if it is invalid */
export function readFile(value: unknown, callKey?: string): AnnouncedFile {
  const fields = readFields(value, 'A file')
  const id = readText(fields, 'id', { min: 1, max: 255 })
  const digest = isGiven(fields['digest']) ? readDigest(fields['digest']) : undefined
  const image = isGiven(fields['image']) ? readImage(fields['image']) : undefined
  return {
    name: readText(fields, 'name', { min: 0, max: 1024 }).toWellFormed(),
    size: readInteger(fields, 'size', 0),
    type: readType(fields),
    ...(digest && { digest }),
    ...(image && { image }),
    metadata: isGiven(fields['metadata']) ? readMetadata(fields['metadata']) : {},
    idempotencyKey: isGiven(fields['idempotencyKey'])
      ? readText(fields, 'idempotencyKey', { min: 1, max: 255 })
      : (callKey ?? id),
  }
}

/** @throws {Problem} */
export function readUpload(value: unknown): ArrivedUpload {
  const fields = readFields(value, 'An upload')
  const receipt = isGiven(fields['receipt']) ? readFields(fields['receipt'], '`receipt`') : {}
  return {
    reference: readReference(fields),
    file: readFile(fields['request']),
    etag: isGiven(receipt['etag']) ? readText(receipt, 'etag', { min: 1, max: 255 }) : null,
  }
}

/** @throws {Problem} */
export function readReference(value: unknown): string {
  return readText(readFields(value, 'The request'), 'reference', { min: 1, max: 255 })
}

/** A part to send. */
export interface WantedPart {
  readonly number: number
  /** bytes */
  readonly size: number
  readonly digest?: AnnouncedDigest
}

/** @throws {Problem} */
export function readWantedParts(body: unknown): readonly WantedPart[] {
  return readMembers(body, 'parts').map((member) => {
    const fields = readFields(member, 'A part')
    return {
      number: readPartNumber(fields),
      size: readInteger(fields, 'size', 0),
      ...(isGiven(fields['digest']) && { digest: readDigest(fields['digest']) }),
    }
  })
}

/** @throws {Problem} */
export function readJoinedParts(body: unknown): readonly { readonly number: number; readonly etag: string | null }[] {
  const { parts } = readFields(body, 'The request')
  if (!Array.isArray(parts) || parts.length === 0 || parts.length > mostParts) {
    throw invalid(`\`parts\` must be a list of 1 to ${mostParts}.`)
  }
  return parts.map((member: unknown) => {
    const fields = readFields(member, 'A part')
    return {
      number: readPartNumber(fields),
      etag: isGiven(fields['etag']) ? readText(fields, 'etag', { min: 1, max: 255 }) : null,
    }
  })
}

/** @throws {Problem} */
export function readChange(body: unknown): FileChange {
  const fields = readFields(body, 'The request')
  return {
    ...(isGiven(fields['name']) && { name: readText(fields, 'name', { min: 0, max: 1024 }).toWellFormed() }),
    ...(isGiven(fields['alt']) && { alt: readText(fields, 'alt', { min: 0, max: 4096 }).toWellFormed() }),
  }
}

function readPartNumber(fields: Fields): number {
  const number = readInteger(fields, 'number', 1)
  if (number <= mostParts) return number
  throw invalid(`\`number\` must be ${mostParts} at the most.`)
}

function readDigest(value: unknown): AnnouncedDigest {
  const { algorithm, base64 } = readFields(value, '`digest`')
  if (algorithm !== 'md5' && algorithm !== 'sha-256') throw invalid('`digest.algorithm` must be md5 or sha-256.')
  const bytes = Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64')
  if (bytes.length === digestBytes[algorithm] && bytes.toString('base64') === base64) return { algorithm, base64 }
  throw invalid(`\`digest.base64\` must be ${digestBytes[algorithm]} bytes in base64.`)
}

function readImage(value: unknown): AnnouncedImage {
  const fields = readFields(value, '`image`')
  return {
    width: readInteger(fields, 'width', 1),
    height: readInteger(fields, 'height', 1),
    ...(isGiven(fields['blurhash']) && { blurhash: readText(fields, 'blurhash', { min: 6, max: 200 }) }),
  }
}

function readMetadata(value: unknown): Fields {
  const metadata = readFields(value, '`metadata`')
  if (JSON.stringify(metadata).length > 16 * 1024) throw invalid('`metadata` is longer than 16 kB.')
  return metadata
}

/** The type is written to a header and later returned in another, so it must not break them. */
function readType(fields: Fields): string {
  const type = readText(fields, 'type', { min: 3, max: 255 })
  if (/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]*)?$/.test(type)) return type
  throw invalid('`type` must be a MIME type.')
}

function readFields(value: unknown, what: string): Fields {
  if (isFields(value)) return value
  throw invalid(`${what} must be an object.`)
}

function readText(fields: Fields, name: string, { min, max }: { readonly min: number; readonly max: number }): string {
  const value = fields[name]
  if (typeof value === 'string' && value.length >= min && value.length <= max) return value
  throw invalid(`\`${name}\` must be a text of ${min} to ${max} characters.`)
}

function readInteger(fields: Fields, name: string, min: number): number {
  const value = fields[name]
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min) return value
  throw invalid(`\`${name}\` must be a whole number of at least ${min}.`)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Treats null as omitted. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function invalid(message: string): Problem {
  return new Problem(422, { code: 'request-invalid', message })
}
