import { UploadError, type UploadErrorInit } from '../../core/errors.js'
import type { Json, StorageRefusal, TicketAnswer, TicketRequest } from '../../core/types.js'
import { isObject, readObject, readOptionalTexts, readText } from '../shape.js'
import type { VisibuildFile } from './VisibuildFile.js'

export const attachmentsPath = '/api/core/v1/attachments'

export interface AttachmentRequest {
  readonly filename: string
  readonly contentType: string
  /** bytes */
  readonly fileSize: number
  /** MD5, base64 */
  readonly checksum: string
}

export function writeAttachmentRequest({ name, type, size, digest }: TicketRequest): AttachmentRequest {
  if (digest?.algorithm !== 'md5') {
    throw new UploadError('inspection-failed', `Visibuild needs the MD5 of ${name}, and there is none.`)
  }
  return { filename: name, contentType: type, fileSize: size, checksum: digest.base64 }
}

/** Every returned header goes along: type and checksum are signed. */
export function readUpload(body: unknown, request: TicketRequest): TicketAnswer<VisibuildFile> {
  const data = readObject(readObject(body, 'the top')['data'], 'data')
  const upload = readObject(data['upload'], 'data.upload')
  const headers = readOptionalTexts(upload['headers'], 'data.upload.headers') ?? {}
  refuseOtherChecksum(headers, request)
  return {
    kind: 'put',
    url: readText(upload['url'], 'data.upload.url'),
    headers,
    reference: { key: readText(upload['key'], 'data.upload.key'), filename: request.name },
  }
}

/** A ticket for other bytes than these would be refused only after all of them were sent. */
function refuseOtherChecksum(headers: Readonly<Record<string, string>>, { digest, name }: TicketRequest): void {
  const signed = Object.entries(headers).find(([header]) => header.toLowerCase() === 'content-md5')?.[1]
  if (signed === undefined || signed === digest?.base64) return
  throw new UploadError('answer-malformed', `Visibuild's ticket for ${name} was signed for another checksum.`)
}

/** @throws {UploadError} 'request-invalid' where a reference is not one of Visibuild's */
export function readReference(reference: Json): { readonly key: string; readonly filename: string } {
  if (isObject(reference)) {
    const { key, filename } = reference
    if (typeof key === 'string' && typeof filename === 'string') return { key, filename }
  }
  throw new UploadError('request-invalid', 'The reference of this upload was not made by the Visibuild adapter.')
}

/** Its 403 means either an expired URL or headers that do not match; one new ticket settles which. */
export function readVisibuildRefusal({ status }: StorageRefusal): UploadErrorInit | undefined {
  return status === 403 ? { code: 'storage-refused', retry: { when: 'automatically', from: 'ticket' } } : undefined
}
