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

/** `downloadUrl` is left out, because it would expire before anybody uses it. */
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

/** Everything that confirm needs, also after a reload. It contains no URL. */
export interface IonReference {
  readonly s3Key: string
  readonly filename: string
  readonly entityId: string
}

export interface IonTicket {
  readonly uploadUrl: string
  readonly s3Key: string
  /** The signed type. Storage must get exactly this one, even if the browser reports another for the file. */
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

/** Reads an attachment with its new download URL. */
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

/** Reads an id, which ION writes as a number, although GraphQL allows texts, too. */
export function readId(value: unknown, place: string): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return readText(value, place)
}

/** @throws {UploadError} 'request-invalid' if the reference is not from this adapter */
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
 * ION's errors have no code, so with a status of 200 only their message tells them apart. Any other status comes from
 * the gateway, before GraphQL runs, and decides alone: a 409 also mentions an "etag", but not storage's.
 * @see https://docs.firstresonance.io/api-reference/error-codes
 */
export function readIonError(code: string | undefined, error: Unread, status: number): UploadErrorInit | undefined {
  const message = messageOf(code, error, status)
  if (tokenWords.test(message)) return { code: 'unauthorized' }
  return permissionWords.test(message) ? { code: 'forbidden' } : undefined
}

/**
 * Reads the errors of `createFileAttachment`. ION's troubleshooting page lists their causes, but the text of only one.
 * Assumption: if storage has other bytes than were registered, the text mentions ETag, validateUpload or the object.
 */
export function readRegisterError(
  code: string | undefined,
  error: Unread,
  status: number,
): UploadErrorInit | undefined {
  const own = readIonError(code, error, status)
  if (code === 'FORBIDDEN' || own?.code === 'forbidden') {
    // Someone may grant the permission. The stored bytes remain, so only this call has to be repeated.
    return { code: 'forbidden', retry: { when: 'by-hand', from: 'call' } }
  }
  return own ?? (verificationWords.test(messageOf(code, error, status)) ? { code: 'not-verified' } : undefined)
}

/** Returns the message if it has to be interpreted; empty if a code or a status says more. */
function messageOf(code: string | undefined, { message }: Unread, status: number): string {
  const isQuery = code === 'GRAPHQL_VALIDATION_FAILED' || code === 'GRAPHQL_PARSE_FAILED'
  return typeof message === 'string' && !isQuery && interpretedStatuses.has(status) ? message : ''
}

const interpretedStatuses: ReadonlySet<number> = new Set([200, 400, 422])

const tokenWords =
  /\btoken (is |has |was )?(expired|invalid|missing|revoked)|\binvalid token|\bsession (has )?expired|\bnot (authenticated|logged in|signed in)|\bauthentication (is )?required|^unauth/i

const permissionWords = /\bpermissions?\b|\bnot (allowed|permitted|authori[sz]ed)\b|\bforbidden\b|\baccess denied\b/i

const verificationWords =
  /\be-?tag\b|s3etag|validate ?upload|upload validation|object (was |could )?not (be )?found|not found in (s3|storage)|no such key/i
