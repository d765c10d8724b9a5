import { UploadError, type UploadErrorInit } from '../../errors/UploadError.js'
import { refuseOtherTerms } from '../../shared/storage/refuseOtherTerms.js'
import type { Json } from '../../contract/json.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import type { TicketRequest } from '../../contract/backend.js'
import {
  isObject,
  malformed,
  pickDefined,
  readList,
  readObject,
  readOptionalAmount,
  readOptionalText,
  readText,
  type Unread,
} from '../http/shape.js'
import type { GlueFile } from './GlueFile.js'

/** Glue's example leaves out `__typename`, although its documentation says to check it. */
export const uploadTicketMutation = `mutation UploadTicket($input: UploadTicketInput!) {
  uploadTicket(input: $input) {
    __typename
    ... on File {
      id
      name
    }
    ... on UploadTicket {
      id
      url
      headers {
        name
        value
      }
      formData {
        name
        value
      }
    }
  }
}`

export const createFileMutation = `mutation CreateFile($input: CreateFileInput!) {
  createFile(input: $input) {
    id
    name
  }
}`

export const fileQuery = `query GetFile($id: ID!) {
  node(id: $id) {
    __typename
    ... on File {
      id
      name
      contentLength
      contentType
      metadata {
        width
        height
        blurHash
      }
      url
    }
  }
}`

/** Glue's `UploadTicketInput`. Its metadata has only width and height. */
export interface UploadTicketInput {
  readonly name: string
  /** The number of bytes as a text. */
  readonly contentLength: string
  /** The MD5 in base64. */
  readonly contentMD5: string
  readonly contentType: string
  readonly metadata?: { readonly width: number; readonly height: number }
}

export function writeTicketInput(request: TicketRequest): UploadTicketInput {
  const { name, size, type, digest } = request
  if (digest?.algorithm !== 'md5') {
    throw new UploadError('inspection-failed', `Glue needs the MD5 of ${name}, and there is none.`)
  }
  const metadata = readPixels(request)
  return {
    name,
    contentLength: String(size),
    contentMD5: digest.base64,
    contentType: type,
    ...(metadata && { metadata }),
  }
}

/** Takes the dimensions from the bytes or, where those do not tell, from the app's metadata. */
function readPixels({ image, video, metadata }: TicketRequest): UploadTicketInput['metadata'] {
  const { width, height } = image ?? video ?? metadata
  return isPixels(width) && isPixels(height) ? { width, height } : undefined
}

/** GraphQL's Int has 32 bits and no fractions. */
function isPixels(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 31
}

/** Reads the existing file or the ticket. */
export function readTicketAnswer(data: Unread, request: TicketRequest): TicketAnswer<GlueFile> {
  const place = 'uploadTicket'
  const answer = readObject(data[place], place)
  switch (answer['__typename']) {
    case 'File':
      return { kind: 'existing', file: readFile(answer, place) }
    case 'UploadTicket':
      return readTicket(answer, place, request)
    default:
      throw malformed(`${place}.__typename`, "'File' or 'UploadTicket'", answer['__typename'])
  }
}

function readTicket(ticket: Unread, place: string, request: TicketRequest): TicketAnswer<GlueFile> {
  const headers = mergeHeaders(readPairs(ticket['headers'], `${place}.headers`))
  const fields = readPairs(ticket['formData'], `${place}.formData`)
  refuseOtherTerms([...Object.entries(headers), ...fields], request)
  const terms = {
    url: readText(ticket['url'], `${place}.url`),
    headers,
    reference: { uploadTicketID: readText(ticket['id'], `${place}.id`) },
  }
  if (fields.length === 0) return { kind: 'put', ...terms }
  const files = fields.filter(([, value]) => value === '@file').length
  if (files === 1) return { kind: 'post', ...terms, fields }
  throw new UploadError(
    'answer-malformed',
    `The form of Glue's ticket has ${files} fields for the file; exactly one must be '@file'.`,
  )
}

/** Reads a list of names and values. Absent and null mean empty. */
function readPairs(value: unknown, place: string): readonly (readonly [name: string, value: string])[] {
  if (value === null || value === undefined) return []
  return readList(value, place).map((pair, index) => {
    const { name, value: text } = readObject(pair, `${place}[${index}]`)
    if (typeof text !== 'string') throw malformed(`${place}[${index}].value`, 'a text', text)
    return [readText(name, `${place}[${index}].name`), text]
  })
}

/** Merges names that differ only in case. The browser would send their values as a list, which was not signed. */
function mergeHeaders(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const merged = new Map<string, readonly [string, string]>()
  for (const [name, value] of pairs) {
    const known = merged.get(name.toLowerCase())
    if (known && known[1] !== value) {
      throw new UploadError('answer-malformed', `Glue's ticket names the header ${name} twice, with two values.`)
    }
    merged.set(name.toLowerCase(), [name, value])
  }
  return Object.fromEntries(merged.values())
}

export function readCreated(data: Unread): GlueFile {
  const place = 'createFile'
  return readFile(readObject(data[place], place), place)
}

function readFile(file: Unread, place: string): GlueFile {
  return { id: readText(file['id'], `${place}.id`), name: readText(file['name'], `${place}.name`) }
}

/** Reads everything that Glue returns about a file, including its download URL. */
export function readNode(data: Unread): GlueFile {
  const place = 'node'
  const node = data[place] === null ? undefined : readObject(data[place], place)
  const kind = node && readText(node['__typename'], `${place}.__typename`)
  // The `node` field also takes ids of other types.
  if (!node || kind !== 'File') throw new UploadError('not-found', 'Glue has no file with this id.')
  const { metadata } = node
  const facts = metadata === null || metadata === undefined ? {} : readObject(metadata, `${place}.metadata`)
  return {
    ...readFile(node, place),
    url: readText(node['url'], `${place}.url`),
    type: readText(node['contentType'], `${place}.contentType`),
    size: readLength(node['contentLength'], `${place}.contentLength`),
    ...pickDefined({
      width: readOptionalAmount(facts['width'], `${place}.metadata.width`),
      height: readOptionalAmount(facts['height'], `${place}.metadata.height`),
      blurhash: readOptionalText(facts['blurHash'], `${place}.metadata.blurHash`),
    }),
  }
}

/** Reads a number of bytes from a text. */
function readLength(value: unknown, place: string): number {
  if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value)
  throw malformed(place, 'a number of bytes in a text', value)
}

/** Assumption: a ticket that is not found has expired, so the file has to be sent with a new one. */
export function readCreateError(code: string | undefined): UploadErrorInit | undefined {
  return code === 'NOT_FOUND' ? { code: 'not-verified' } : undefined
}

/** @throws {UploadError} 'request-invalid' if the reference is not from this adapter */
export function readTicketId(reference: Json): string {
  if (isObject(reference) && typeof reference['uploadTicketID'] === 'string') return reference['uploadTicketID']
  throw new UploadError('request-invalid', 'The reference of this upload was not made by the Glue adapter.')
}
