import type { SendRequest } from '../../contract/ports/transport.js'
import { buildForm } from './buildForm.js'
import { findHeader, prepareHeaders, type HeaderList } from './headers.js'
import { parseStorageUrl } from './storageUrl.js'
import { UnusableTicket } from './UnusableTicket.js'

/** One request to storage, checked as a whole before it is sent: half a file under a wrong ticket helps nobody. */
export interface PreparedRequest {
  readonly method: 'PUT' | 'POST'
  readonly url: string
  /** Of storage. */
  readonly origin: string
  readonly headers: HeaderList
  readonly body: Blob | FormData
  /** bytes of the file, without the form around it, because progress is shown for the file */
  readonly sizeBytes: number
}

/**
 * Turns a ticket and a file into one request.
 * @throws {UnusableTicket} when the ticket cannot be used as it is
 */
export function prepareRequest(request: SendRequest): PreparedRequest {
  const { origin } = parseStorageUrl(request.url)
  switch (request.kind) {
    case 'put':
      return { ...preparePut(request), origin }
    case 'post':
      return { ...preparePost(request), origin }
    default:
      throw new UnusableTicket('The ticket is neither for PUT nor for a form POST.')
  }
}

function preparePut(request: SendRequest & { readonly kind: 'put' }): Omit<PreparedRequest, 'origin'> {
  const { url, body, sizeBytes = body.size } = request
  const headers = prepareHeaders(request.headers)
  checkLength(findHeader(request.headers, 'content-length'), sizeBytes)
  return { method: 'PUT', url, headers: withContentType(headers, body), body, sizeBytes }
}

function preparePost(request: SendRequest & { readonly kind: 'post' }): Omit<PreparedRequest, 'origin'> {
  const { url, body, sizeBytes = body.size, fileName } = request
  const form = buildForm(request.fields, body, fileName)
  // A Content-Type from the ticket would lack the form's boundary, which only the browser knows.
  const headers = prepareHeaders(request.headers).filter(([name]) => name.toLowerCase() !== 'content-type')
  return { method: 'POST', url, headers, body: form, sizeBytes }
}

/** The browser sets the length itself, so storage would refuse a signature for any other. */
function checkLength(signed: string | null, sizeBytes: number): void {
  if (signed !== null && signed.trim() !== String(sizeBytes)) {
    throw new UnusableTicket('The ticket is for a file of another size.')
  }
}

/**
 * If the ticket has no Content-Type, the browser sends the file's own. A file that has none either is sent as the type
 * that its ticket was requested for.
 */
function withContentType(headers: HeaderList, body: Blob): HeaderList {
  const isNamed = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return isNamed || body.type !== '' ? headers : [...headers, ['Content-Type', 'application/octet-stream']]
}
