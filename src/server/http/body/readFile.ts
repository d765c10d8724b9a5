import type { ImageFacts, VideoFacts } from '../../../contract/fileFacts.js'
import type { Metadata } from '../../../contract/json.js'
import type { AnnouncedDigest, AnnouncedFile } from '../../uploads/AnnouncedFile.js'
import type { FileToSend } from '../../uploads/issue/decideUploads.js'
import { invalid } from '../../uploads/Refusal.js'
import { isStorableJson, longestMetadata } from '../../uploads/storableJson.js'
import { isGiven, readFields, readInteger, readText, type Fields } from './fields.js'

/**
 * Reads a file's announcement.
 *
 * @param callKey the Idempotency-Key of the call
 * @throws {Refusal} naming the field that is invalid
 */
export function readFileToSend(value: unknown, callKey: string | null): FileToSend {
  const fields = readFields(value, 'A file')
  const id = readText(fields, 'id', { min: 1, max: 255 })
  const idempotencyKey = isGiven(fields['idempotencyKey'])
    ? readText(fields, 'idempotencyKey', { min: 1, max: 255 })
    : (callKey ?? id)
  return { ...readAnnounced(fields), idempotencyKey }
}

/** @throws {Refusal} naming the field that is invalid */
export function readAnnounced(value: unknown): AnnouncedFile {
  const fields = readFields(value, 'A file')
  const { digest, image, video, metadata } = fields
  return {
    name: readName(fields),
    size: readInteger(fields, 'size', 0),
    type: readType(fields),
    ...(isGiven(digest) && { digest: readDigest(digest) }),
    ...(isGiven(image) && { image: readImage(image) }),
    ...(isGiven(video) && { video: readVideo(video) }),
    metadata: isGiven(metadata) ? readMetadata(metadata) : {},
  }
}

/** A file system may have names that are not well-formed text. @throws {Refusal} */
export function readName({ name }: Fields): string {
  if (typeof name === 'string' && name.length <= 1024) return name.toWellFormed().replaceAll('\0', '\uFFFD')
  throw invalid('`name` must be a text of 0 to 1024 characters.')
}

const digestBytes: Readonly<Record<AnnouncedDigest['algorithm'], number>> = { md5: 16, 'sha-256': 32 }

/** @throws {Refusal} */
export function readDigest(value: unknown): AnnouncedDigest {
  const { algorithm, base64 } = readFields(value, '`digest`')
  if (algorithm !== 'md5' && algorithm !== 'sha-256') throw invalid('`digest.algorithm` must be md5 or sha-256.')
  if (typeof base64 === 'string' && isBase64Of(base64, digestBytes[algorithm])) return { algorithm, base64 }
  throw invalid(`\`digest.base64\` must be ${digestBytes[algorithm]} bytes in base64.`)
}

/** Each digest has one form, because content is found by it. */
function isBase64Of(text: string, bytes: number): boolean {
  if (text.length !== Math.ceil(bytes / 3) * 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return false
  const binary = atob(text)
  return binary.length === bytes && btoa(binary) === text
}

/** No picture has more, and every database can keep it. */
const mostPixels = 2 ** 31 - 1

function readImage(value: unknown): ImageFacts {
  const fields = readFields(value, '`image`')
  return { ...readSize(fields), ...readBlurhash(fields) }
}

function readVideo(value: unknown): VideoFacts {
  const fields = readFields(value, '`video`')
  const { durationSeconds } = fields
  const isDuration = typeof durationSeconds === 'number' && Number.isFinite(durationSeconds) && durationSeconds >= 0
  if (isGiven(durationSeconds) && !isDuration) throw invalid('`video.durationSeconds` must be a number of at least 0.')
  return { ...readSize(fields), ...(isDuration && { durationSeconds }), ...readBlurhash(fields) }
}

function readSize(fields: Fields): { readonly width: number; readonly height: number } {
  return { width: readInteger(fields, 'width', 1, mostPixels), height: readInteger(fields, 'height', 1, mostPixels) }
}

function readBlurhash(fields: Fields): { readonly blurhash?: string } {
  return isGiven(fields['blurhash']) ? { blurhash: readText(fields, 'blurhash', { min: 6, max: 200 }) } : {}
}

function readMetadata(value: unknown): Metadata {
  if (isStorableJson(value)) return value
  throw invalid(
    `\`metadata\` must be an object of at most ${longestMetadata} bytes of JSON, without NUL and not too deep.`,
  )
}

// A parameter may have anything in quotes. Outside of them a comma would begin another type.
const mimeType =
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?: ?; ?[\w!#$&^.+-]+=(?:[\w!#$&^.+'-]+|"[\x20\x21\x23-\x5b\x5d-\x7e]*"))* ?;?$/

/** The type is written to a header and later returned in another, so it must not break them. */
function readType(fields: Fields): string {
  const type = readText(fields, 'type', { min: 3, max: 255 })
  if (mimeType.test(type)) return type
  throw invalid('`type` must be a MIME type.')
}
