import { codeForStatus } from '../../errors/codeForStatus.js'
import { UploadError, type UploadErrorInit } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { Confirmed, Failed, Page } from '../../contract/backend.js'
import type { Json } from '../../contract/json.js'
import type { MultipartTicket, PostTicket, PutTicket, TicketAnswer } from '../../contract/ticket.js'
import type { HttpAnswer } from '../http/HttpClient.js'
import {
  isObject,
  malformed,
  readAmount,
  readExactList,
  readList,
  readObject,
  readOptionalAmount,
  readOptionalBoolean,
  readOptionalText,
  readOptionalTexts,
  readOptionalWord,
  readText,
  type Unread,
} from '../http/shape.js'
import { readFile, type RestFile } from './RestFile.js'

/** The body, and a function that removes the request's credentials from its texts. */
type Answer = Pick<HttpAnswer, 'body' | 'hide'>

/** These functions check and read the answers of the rest contract. @see docs/rest.openapi.yaml */
export function readTicketsAnswer(answer: Answer, count: number): readonly (TicketAnswer<RestFile> | Failed)[] {
  return readMembers(answer, 'tickets', count, readTicket)
}

export function readConfirmAnswer(answer: Answer, count: number): readonly (Confirmed<RestFile> | Failed)[] {
  return readMembers(answer, 'files', count, readConfirmed)
}

export function readFileAnswer(body: unknown): RestFile {
  return readFile(readObject(body, 'the top')['file'], 'file')
}

export function readPage(body: unknown): Page<RestFile> {
  const page = readObject(body, 'the top')
  const files = readList(page['files'], 'files').map((file, index) => readFile(file, `files[${index}]`))
  return { files, nextCursor: readOptionalText(page['nextCursor'], 'nextCursor') || null }
}

/** Whether a body is an error in the contract's format. */
export function isProblem(body: unknown): boolean {
  return isObject(body) && isObject(body['error'])
}

/** Reads the `error` of an answer with a status of 400 or above. */
export function readProblem(body: unknown): UploadErrorInit | undefined {
  const error = isObject(body) ? body['error'] : undefined
  if (!isObject(error)) return undefined
  const code = codeOf(error['code'])
  return { ...(code && { code }), ...(typeof error['message'] === 'string' && { serverText: error['message'] }) }
}

/** A malformed member fails alone; a list of the wrong length fails all uploads. */
function readMembers<T>(
  { body, hide }: Answer,
  field: string,
  count: number,
  read: (member: Unread, place: string) => T,
): readonly (T | Failed)[] {
  const list = readExactList(readObject(body, 'the top')[field], count, field)
  return list.map((value, index) => readMember(value, `${field}[${index}]`, read, hide))
}

function readMember<T>(
  value: unknown,
  place: string,
  read: (member: Unread, place: string) => T,
  hide: Answer['hide'],
): T | Failed {
  try {
    const member = readObject(value, place)
    return member['kind'] === 'failed'
      ? { kind: 'failed', error: readError(member['error'], place, hide) }
      : read(member, place)
  } catch (error) {
    return { kind: 'failed', error }
  }
}

function readTicket(member: Unread, place: string): TicketAnswer<RestFile> {
  switch (member['kind']) {
    case 'existing':
      return { kind: 'existing', file: readFile(member['file'], `${place}.file`) }
    case 'stored':
      return { kind: 'stored', reference: readReference(member, place) }
    case 'put':
      return { kind: 'put', ...readTerms(member, place) }
    case 'post':
      return { kind: 'post', ...readTerms(member, place), fields: readFields(member['fields'], `${place}.fields`) }
    case 'multipart':
      return readMultipart(member, place)
    default:
      throw malformed(`${place}.kind`, "'put', 'post', 'multipart', 'existing', 'stored' or 'failed'", member['kind'])
  }
}

function readMultipart(member: Unread, place: string): MultipartTicket {
  return {
    kind: 'multipart',
    partSizeBytes: readAmount(member['partSizeBytes'], `${place}.partSizeBytes`),
    reference: readReference(member, place),
    partDigest: readOptionalWord(member['partDigest'], `${place}.partDigest`, ['md5', 'sha-256']) ?? null,
  }
}

function readConfirmed(member: Unread, place: string): Confirmed<RestFile> {
  if (member['kind'] !== 'confirmed') throw malformed(`${place}.kind`, "'confirmed' or 'failed'", member['kind'])
  return { kind: 'confirmed', file: readFile(member['file'], `${place}.file`) }
}

function readTerms(member: Unread, place: string): Omit<PutTicket, 'kind'> {
  const headers = readOptionalTexts(member['headers'], `${place}.headers`)
  const expiresInSeconds = readOptionalAmount(member['expiresInSeconds'], `${place}.expiresInSeconds`)
  const singleUse = readOptionalBoolean(member['singleUse'], `${place}.singleUse`)
  return {
    url: readText(member['url'], `${place}.url`),
    reference: readReference(member, place),
    ...(headers && { headers }),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(singleUse !== undefined && { singleUse }),
  }
}

function readFields(value: unknown, place: string): PostTicket['fields'] {
  return readList(value, place).map((field, index) => {
    const [name, text, ...more] = readList(field, `${place}[${index}]`)
    if (typeof name !== 'string' || typeof text !== 'string' || more.length > 0) {
      throw malformed(`${place}[${index}]`, 'a name and a value', undefined)
    }
    return [name, text] as const
  })
}

function readReference(member: Unread, place: string): Json {
  const reference = member['reference']
  if (reference === undefined || reference === null) throw malformed(`${place}.reference`, 'a reference', reference)
  // The value was parsed from JSON.
  return reference as Json
}

function readError(value: unknown, place: string, hide: Answer['hide']): UploadError {
  const error = readObject(value, `${place}.error`)
  const status = readAmount(error['status'], `${place}.error.status`)
  const serverText = readOptionalText(error['message'], `${place}.error.message`)
  const retryAfterSeconds = readOptionalAmount(error['retryAfterSeconds'], `${place}.error.retryAfterSeconds`)
  return new UploadError(
    codeOf(error['code']) ?? codeForStatus(status),
    `The backend failed this file with status ${status}.`,
    {
      status,
      ...(serverText && { serverText: hide(serverText) }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    },
  )
}

/** The codes that a server may use. The others describe failures that only the page can see. */
const codes: readonly UploadErrorCode[] = [
  'unauthorized',
  'forbidden',
  'not-found',
  'request-invalid',
  'too-large',
  'too-small',
  'file-restricted',
  'type-mismatch',
  'rate-limited',
  'server-error',
  'storage-full',
  'ticket-expired',
  'bytes-damaged',
  'not-verified',
  'already-used',
  'record-mismatch',
]

function codeOf(value: unknown): UploadErrorCode | undefined {
  return codes.find((code) => code === value)
}
