import type { SendRequest } from '../../contract/ports/transport.js'
import { buildForm } from './form.js'
import { findHeader, planHeaders, type HeaderList } from './headers.js'
import { checkStorageUrl } from './storageUrl.js'
import { UnusableTicket } from './UnusableTicket.js'

/** One request, ready to be made. */
export interface RequestPlan {
  readonly method: 'PUT' | 'POST'
  readonly url: string
  readonly headers: HeaderList
  readonly body: Blob | FormData
  /** bytes of the file, without a form around it */
  readonly sizeBytes: number
}

/**
 * Turns a ticket and a file into one request.
 * @throws {UnusableTicket} when the ticket cannot be sent as it is
 */
export function planRequest(request: SendRequest): RequestPlan {
  checkStorageUrl(request.url)
  switch (request.kind) {
    case 'put':
      return planPut(request)
    case 'post':
      return planPost(request)
    default:
      throw new UnusableTicket('The ticket is neither for PUT nor for a form POST.')
  }
}

function planPut(request: SendRequest & { readonly kind: 'put' }): RequestPlan {
  const { url, body, sizeBytes = body.size } = request
  const headers = planHeaders(request.headers)
  checkLength(findHeader(request.headers, 'content-length'), sizeBytes)
  return { method: 'PUT', url, headers: withContentType(headers, body), body, sizeBytes }
}

function planPost(request: SendRequest & { readonly kind: 'post' }): RequestPlan {
  const { url, body, sizeBytes = body.size, fileName } = request
  const form = buildForm(request.fields, body, fileName)
  // Set by hand, the Content-Type would lack the boundary that only the browser knows.
  const headers = planHeaders(request.headers).filter(([name]) => name.toLowerCase() !== 'content-type')
  return { method: 'POST', url, headers, body: form, sizeBytes }
}

/** The browser counts the bytes itself: a signed length of other bytes can only be refused. */
function checkLength(signed: string | null, sizeBytes: number): void {
  if (signed !== null && signed.trim() !== String(sizeBytes)) {
    throw new UnusableTicket('The ticket is for a file of another size.')
  }
}

/**
 * A ticket without a Content-Type leaves the file's own in place, which the browser adds. A file without a type goes
 * out under the one that its ticket was asked with.
 */
function withContentType(headers: HeaderList, body: Blob): HeaderList {
  const isNamed = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return isNamed || body.type !== '' ? headers : [...headers, ['Content-Type', 'application/octet-stream']]
}
