import { UploadError, type UploadErrorInit } from '../../errors/UploadError.js'
import { refuseOtherTerms } from '../../shared/storage/refuseOtherTerms.js'
import type { Json, Metadata } from '../../contract/json.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import type { TicketRequest } from '../../contract/backend.js'
import { isObject, malformed, readObject, readText } from '../http/shape.js'
import type { ActiveStorageFile } from './ActiveStorageFile.js'

export interface DirectUploadRequest {
  readonly blob: {
    readonly filename: string
    readonly byte_size: number
    /** The MD5 in base64. */
    readonly checksum: string
    readonly content_type: string
    readonly metadata: Metadata
  }
}

/** @see https://guides.rubyonrails.org/active_storage_overview.html#direct-uploads */
export function writeDirectUpload({ name, size, type, digest, metadata }: TicketRequest): DirectUploadRequest {
  if (digest?.algorithm !== 'md5') {
    throw new UploadError('inspection-failed', `Active Storage needs the MD5 of ${name}, and there is none.`)
  }
  return { blob: { filename: name, byte_size: size, checksum: digest.base64, content_type: type, metadata } }
}

export function readDirectUpload(body: unknown, request: TicketRequest): TicketAnswer<ActiveStorageFile> {
  const blob = readObject(body, 'the top')
  const upload = readObject(blob['direct_upload'], 'direct_upload')
  const headers = readHeaders(upload['headers'])
  refuseOtherTerms(Object.entries(headers), request)
  return {
    kind: 'put',
    url: readText(upload['url'], 'direct_upload.url'),
    headers,
    reference: {
      signedId: readText(blob['signed_id'], 'signed_id'),
      filename: readText(blob['filename'], 'filename'),
    },
  }
}

/** A 422 usually means a stale CSRF token. */
export const isStaleToken = (status: number): boolean => status === 422

/** Such as Forbidden, Unprocessable Entity or Internal Server Error. */
const statusName = /^([A-Z][a-z]+ ?){1,3}$/

export function readDirectUploadProblem(status: number, body: unknown): UploadErrorInit {
  // In production, Rails answers with no more than the status and its name, which would tell users nothing.
  const isBare = isObject(body) && body['status'] === status && statusName.test(String(body['error']))
  return { ...(isStaleToken(status) && { code: 'unauthorized' }), ...(isBare && { serverText: '' }) }
}

/** Leaves out headers that Rails gives as null, because they would be sent as 'null'. */
function readHeaders(value: unknown): Readonly<Record<string, string>> {
  if (value === null || value === undefined) return {}
  const present = Object.entries(readObject(value, 'direct_upload.headers')).filter(([, text]) => text !== null)
  return Object.fromEntries(
    present.map(([name, text]) => {
      if (typeof text !== 'string') throw malformed(`direct_upload.headers, value ${name},`, 'a text', text)
      return [name, text]
    }),
  )
}

/** @throws {UploadError} 'request-invalid' if the reference is not from this adapter */
export function readReference(reference: Json): { readonly signedId: string; readonly filename: string } {
  if (isObject(reference)) {
    const { signedId, filename } = reference
    if (typeof signedId === 'string' && typeof filename === 'string') return { signedId, filename }
  }
  throw new UploadError('request-invalid', 'The reference of this upload was not made by the Active Storage adapter.')
}
