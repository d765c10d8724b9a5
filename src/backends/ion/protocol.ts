import { UploadError, type UploadErrorInit } from '../../errors/UploadError.js'
import type { Json } from '../../contract/json.js'
import { isObject, readObject, readText, type Unread } from '../http/shape.js'
import type { IonFile } from './IonFile.js'

export const requestUploadQuery = `query RequestUpload($filename: String!) {
  requestFileUploadUrl(filename: $filename) {
    uploadUrl
    s3Key
    contentType
  }
}`

/** Without `downloadUrl`: it would be old before anybody looks. */
export const registerMutation = `mutation RegisterUpload($input: CreateFileAttachmentInput!) {
  createFileAttachment(input: $input) {
    fileAttachment {
      id
      filename
      entityId
    }
  }
}`

export const attachmentQuery = `query FileAttachment($id: ID!) {
  fileAttachment(id: $id) {
    id
    filename
    downloadUrl
    entityId
  }
}`

/** What confirm works from, also after a reload: names, no URL. */
export interface IonReference {
  readonly s3Key: string
  readonly filename: string
  readonly entityId: string
}

export interface IonTicket {
  readonly uploadUrl: string
  readonly s3Key: string
  /** Signed: exactly this goes to storage, whatever the browser says of the file. */
  readonly contentType: string
}

export function readTicket(data: Unread): IonTicket {
  const place = 'requestFileUploadUrl'
  const answer = readObject(data[place], place)
  return {
    uploadUrl: readText(answer['uploadUrl'], `${place}.uploadUrl`),
    s3Key: readText(answer['s3Key'], `${place}.s3Key`),
    contentType: readText(answer['contentType'], `${place}.contentType`),
  }
}

export function readRegistered(data: Unread): IonFile {
  const place = 'createFileAttachment'
  const answer = readObject(data[place], place)
  return readAttachment(answer['fileAttachment'], `${place}.fileAttachment`)
}

/** The attachment with its fresh download URL. */
export function readFetched(data: Unread, urlExpiresInSeconds: number): IonFile {
  const place = 'fileAttachment'
  if (data[place] === null) throw new UploadError('not-found', 'ION has no file attachment with this id.')
  const attachment = readObject(data[place], place)
  const url = readText(attachment['downloadUrl'], `${place}.downloadUrl`)
  return { ...readAttachment(attachment, place), url, urlExpiresInSeconds }
}

function readAttachment(value: unknown, place: string): IonFile {
  const attachment = readObject(value, place)
  const filename = readText(attachment['filename'], `${place}.filename`)
  return {
    id: readId(attachment['id'], `${place}.id`),
    name: filename,
    filename,
    entityId: readId(attachment['entityId'], `${place}.entityId`),
  }
}

/** ION writes ids as numbers, GraphQL allows both. */
export function readId(value: unknown, place: string): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return readText(value, place)
}

/** @throws {UploadError} 'request-invalid' where a reference is not one of ION's */
export function readReference(reference: Json): IonReference {
  if (isObject(reference)) {
    const { s3Key, filename, entityId } = reference
    if (typeof s3Key === 'string' && typeof filename === 'string' && typeof entityId === 'string') {
      return { s3Key, filename, entityId }
    }
  }
  throw new UploadError('request-invalid', 'The reference of this upload was not made by the ION adapter.')
}

/**
 * ION's errors have no code: under a status of 200 their message is all there is to go by. A status of its own comes
 * from the gateway, before GraphQL ran, and says by itself what it means (a 409 speaks of an "etag", too: not storage's).
 * @see https://docs.firstresonance.io/api-reference/error-codes
 */
export function readIonError(code: string | undefined, error: Unread, status: number): UploadErrorInit | undefined {
  const message = messageOf(code, error, status)
  if (tokenWords.test(message)) return { code: 'unauthorized' }
  return permissionWords.test(message) ? { code: 'forbidden' } : undefined
}

/**
 * The errors of `createFileAttachment` that ION's trouble-shooting names. It gives their causes, and one text;
 * assumption: the texts say ETag, validateUpload or object where what storage has is not what was registered.
 */
export function readRegisterError(
  code: string | undefined,
  error: Unread,
  status: number,
): UploadErrorInit | undefined {
  const own = readIonError(code, error, status)
  if (code === 'FORBIDDEN' || own?.code === 'forbidden') {
    // Somebody may give the permission; the bytes are stored and stay so.
    return { code: 'forbidden', retry: { when: 'by-hand', from: 'call' } }
  }
  return own ?? (verificationWords.test(messageOf(code, error, status)) ? { code: 'not-verified' } : undefined)
}

/** The words that may be read for their meaning; empty where a code or a status says more than they do. */
function messageOf(code: string | undefined, { message }: Unread, status: number): string {
  const isQuery = code === 'GRAPHQL_VALIDATION_FAILED' || code === 'GRAPHQL_PARSE_FAILED'
  return typeof message === 'string' && !isQuery && validationStatuses.has(status) ? message : ''
}

const validationStatuses: ReadonlySet<number> = new Set([200, 400, 422])

const tokenWords =
  /\btoken (is |has |was )?(expired|invalid|missing|revoked)|\binvalid token|\bsession (has )?expired|\bnot (authenticated|logged in|signed in)|\bauthentication (is )?required|^unauth/i

const permissionWords = /\bpermissions?\b|\bnot (allowed|permitted|authori[sz]ed)\b|\bforbidden\b|\baccess denied\b/i

const verificationWords =
  /\be-?tag\b|s3etag|validate ?upload|upload validation|object (was |could )?not (be )?found|not found in (s3|storage)|no such key/i
