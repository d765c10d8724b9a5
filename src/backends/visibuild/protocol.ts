import { UploadError } from '../../errors/UploadError.js'
import { refuseOtherTerms } from '../../shared/storage/refuseOtherTerms.js'
import type { Json } from '../../contract/json.js'
import type { TicketRequest } from '../../contract/backend.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import { isObject, readObject, readOptionalText, readOptionalTexts, readText } from '../http/shape.js'
import type { VisibuildFile } from './VisibuildFile.js'

export const attachmentsPath = '/api/core/v1/attachments'

export interface AttachmentRequest {
  readonly filename: string
  readonly contentType: string
  /** In bytes. */
  readonly fileSize: number
  /** The MD5 in base64. */
  readonly checksum: string
}

export function writeAttachmentRequest({ name, type, size, digest }: TicketRequest): AttachmentRequest {
  if (digest?.algorithm !== 'md5') {
    throw new UploadError('inspection-failed', `Visibuild needs the MD5 of ${name}, and there is none.`)
  }
  return { filename: name, contentType: type, fileSize: size, checksum: digest.base64 }
}

/** Reads the ticket with all of its headers, because type and checksum are signed. */
export function readUpload(body: unknown, request: TicketRequest): TicketAnswer<VisibuildFile> {
  const data = readObject(readObject(body, 'the top')['data'], 'data')
  const upload = readObject(data['upload'], 'data.upload')
  const headers = readOptionalTexts(upload['headers'], 'data.upload.headers') ?? {}
  refuseOtherTerms(Object.entries(headers), request)
  return {
    kind: 'put',
    url: readText(upload['url'], 'data.upload.url'),
    headers,
    reference: {
      key: readText(upload['key'], 'data.upload.key'),
      filename: readOptionalText(upload['filename'], 'data.upload.filename') || request.name,
    },
  }
}

/** @throws {UploadError} 'request-invalid' if the reference is not from this adapter */
export function readReference(reference: Json): { readonly key: string; readonly filename: string } {
  if (isObject(reference)) {
    const { key, filename } = reference
    if (typeof key === 'string' && typeof filename === 'string') return { key, filename }
  }
  throw new UploadError('request-invalid', 'The reference of this upload was not made by the Visibuild adapter.')
}
