import { UploadError, type UploadErrorInit } from '../../errors/UploadError.js'
import type { Json, Metadata } from '../../contract/json.js'
import type { TicketRequest } from '../../contract/backend.js'
import {
  isObject,
  pickDefined,
  readObject,
  readOptionalAmount,
  readOptionalText,
  readText,
  type Unread,
} from '../http/shape.js'
import type { FoirFile } from './FoirFile.js'

export const startMutation = `mutation StartUpload($filename: String!, $mimeType: String!, $size: Int!, $folder: String, $metadata: JSON) {
  createFileUpload(filename: $filename, mimeType: $mimeType, size: $size, folder: $folder, metadata: $metadata) {
    uploadId
    uploadUrl
  }
}`

const fileFields = `id
    filename
    mimeType
    size
    url
    width
    height
    blurhash
    alt
    createdAt`

export const finalizeMutation: string = `mutation FinalizeUpload($uploadId: String!) {
  confirmFileUpload(uploadId: $uploadId) {
    ${fileFields}
  }
}`

export const fileQuery: string = `query GetFile($id: String!) {
  file(id: $id) {
    ${fileFields}
  }
}`

/** The upload's metadata without the folder, which is an argument of its own. */
export function writeStart({ name, size, type, metadata }: TicketRequest, defaultFolder: string | undefined): Metadata {
  const { folder: own, ...rest } = metadata
  const folder = typeof own === 'string' ? own : defaultFolder
  return {
    filename: name,
    mimeType: type,
    size,
    ...(folder !== undefined && { folder }),
    ...(Object.keys(rest).length > 0 && { metadata: rest }),
  }
}

export function readStarted(data: Unread): { readonly uploadId: string; readonly uploadUrl: string } {
  const place = 'createFileUpload'
  const answer = readObject(data[place], place)
  return {
    uploadId: readText(answer['uploadId'], `${place}.uploadId`),
    uploadUrl: readText(answer['uploadUrl'], `${place}.uploadUrl`),
  }
}

/** Reads a file. Dimensions and blurhash are null unless it is an image, and until Foir has examined it. */
export function readFile(data: Unread, place: 'confirmFileUpload' | 'file'): FoirFile {
  if (place === 'file' && data[place] === null) throw new UploadError('not-found', 'Foir has no file with this id.')
  const file = readObject(data[place], place)
  const at = (field: string): string => `${place}.${field}`
  const filename = readText(file['filename'], at('filename'))
  const mimeType = readOptionalText(file['mimeType'], at('mimeType'))
  const amounts = pickDefined({
    size: readOptionalAmount(file['size'], at('size')),
    width: readOptionalAmount(file['width'], at('width')),
    height: readOptionalAmount(file['height'], at('height')),
  })
  const texts = pickDefined({
    url: readOptionalText(file['url'], at('url')),
    blurhash: readOptionalText(file['blurhash'], at('blurhash')),
    alt: readOptionalText(file['alt'], at('alt')),
  })
  const read: FoirFile = {
    id: readText(file['id'], at('id')),
    name: filename,
    filename,
    ...(mimeType !== undefined && { type: mimeType, mimeType }),
    ...amounts,
    ...texts,
    createdAt: readText(file['createdAt'], at('createdAt')),
  }
  return isBeingExamined(read) ? { ...read, state: 'processing' } : read
}

/** A picture that Foir cannot examine, such as an SVG, must not seem to be examined for ever. */
const examinedForMs = 5 * 60 * 1000

/** Foir does not say that it still examines a picture, but its facts are missing until it has. */
function isBeingExamined({ type = '', width, height, blurhash, createdAt }: FoirFile): boolean {
  const isIncomplete = width === undefined || height === undefined || blurhash === undefined
  return type.startsWith('image/') && isIncomplete && Date.now() - Date.parse(createdAt) < examinedForMs
}

/** @throws {UploadError} 'request-invalid' if the reference is not from this adapter */
export function readUploadId(reference: Json): string {
  if (isObject(reference) && typeof reference['uploadId'] === 'string') return reference['uploadId']
  throw new UploadError('request-invalid', 'The reference of this upload was not made by the Foir adapter.')
}

/** Assumption: an upload that is not found has expired, so the file has to be sent with a new ticket. */
export function readConfirmError(code: string | undefined): UploadErrorInit | undefined {
  return code === 'NOT_FOUND' ? { code: 'not-verified' } : undefined
}
