import { UploadError, type UploadErrorInit } from '../../errors/UploadError.js'
import type { Json } from '../../contract/json.js'
import type { TicketRequest } from '../../contract/backend.js'
import type { HttpAnswer } from '../http/HttpClient.js'
import { readServerText } from '../http/serverText.js'
import { isObject, malformed, readObject, readText } from '../http/shape.js'

export const presignedPath = '/api/inspect/v1/file/upload/presigned'
export const defaultCompletePath = '/api/inspect/v1/file/upload/complete'

/** The lifetime of a ticket, counted from the creation of the URL. */
export const ticketLifetimeSeconds: number = 15 * 60

export interface PresignedRequest {
  readonly assetID: string
  readonly contentType: string
  /** The SHA-256 in base64. */
  readonly hash: string
  readonly name: string
  /** In bytes. */
  readonly size: number
}

export function writePresignedRequest({ name, type, size, digest }: TicketRequest, assetID: string): PresignedRequest {
  if (digest?.algorithm !== 'sha-256') {
    throw new UploadError('inspection-failed', `Inspect needs the SHA-256 of ${name}, and there is none.`)
  }
  return { assetID, contentType: type, hash: digest.base64, name, size }
}

/** The answer to the presigned call: 200 for a known file, 201 with a URL for a new one. */
export type Presigned =
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'new'; readonly id: string; readonly url: string }

export function readPresigned({ status, body }: HttpAnswer): Presigned {
  const data = readObject(readObject(body, 'the top')['data'], 'data')
  const id = readText(data['id'], 'data.id')
  if (status === 200) {
    if (data['presignedURL'] !== undefined && data['presignedURL'] !== null) {
      throw malformed('data.presignedURL', 'nothing with a status of 200', data['presignedURL'])
    }
    return { kind: 'known', id }
  }
  if (status === 201) return { kind: 'new', id, url: readText(data['presignedURL'], 'data.presignedURL') }
  throw new UploadError('answer-malformed', `Inspect answered with status ${status}, which is neither 200 nor 201.`, {
    status,
  })
}

/**
 * The documentation says that the hash is checked, but not how a wrong file is refused. Assumption: with 409, 422, or a
 * 400 that mentions the hash. Such a file is sent again. All other statuses have their usual meaning.
 */
export function readCompleteProblem(status: number, body: unknown): UploadErrorInit | undefined {
  const mentionsHash = /\bhash|checksum|digest|sha-?256|not (been )?uploaded/i.test(readServerText(body) ?? '')
  return status === 409 || status === 422 || (status === 400 && mentionsHash) ? { code: 'not-verified' } : undefined
}

/** The fields of a refusal count under any status, because the format of a successful complete call is not known. */
export function readRefusal(_status: number, body: unknown): UploadErrorInit | undefined {
  if (!isObject(body) || (!body['error'] && !body['errorDescription'])) return undefined
  const serverText = readServerText(body)
  return { code: 'backend-failed', ...(serverText && { serverText }) }
}

/** Everything that confirm needs, also after a reload. */
export interface InspectReference {
  readonly id: string
  readonly assetId: string
}

/** @throws {UploadError} 'request-invalid' if the reference is not from this adapter */
export function readReference(reference: Json): InspectReference {
  if (isObject(reference)) {
    const { id, assetId } = reference
    if (typeof id === 'string' && typeof assetId === 'string') return { id, assetId }
  }
  throw new UploadError('request-invalid', 'The reference of this upload was not made by the Inspect adapter.')
}
