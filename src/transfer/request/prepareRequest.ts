import type { SendRequest } from '../../contract/ports/transport.js'
import { buildForm } from './buildForm.js'
import { readHeaders } from './headers.js'
import { parseStorageUrl } from './storageUrl.js'
import { UnusableTicket } from './UnusableTicket.js'

/** One request to storage, checked as a whole before it is sent: half a file under a wrong ticket helps nobody. */
export interface PreparedRequest {
  readonly method: 'PUT' | 'POST'
  readonly url: string
  /** Of storage. */
  readonly origin: string
  /** Some of them a browser sets itself, such as the length. */
  readonly headers: Headers
  readonly body: Blob | FormData
  /** bytes of the file, without the form around it, because progress is shown for the file */
  readonly sizeBytes: number
}

/**
 * Turns a file and a ticket, whose shape was checked when it came, into one request.
 * @throws {UnusableTicket} when the ticket cannot be used as it is
 */
export function prepareRequest(request: SendRequest): PreparedRequest {
  const { url, body, sizeBytes = body.size } = request
  const { origin } = parseStorageUrl(url)
  const headers = readHeaders(request.headers)
  if (request.kind === 'post') {
    // It would lack the form's boundary, which only the browser knows.
    headers.delete('content-type')
    return { method: 'POST', url, origin, headers, body: buildForm(request.fields, body, request.fileName), sizeBytes }
  }
  const signedLength = headers.get('content-length')
  // The browser sets the length itself, so storage would refuse a signature for any other.
  if (signedLength !== null && signedLength !== String(sizeBytes)) {
    throw new UnusableTicket('other-size')
  }
  // If the ticket has no Content-Type, the browser sends the file's own. A file that has none either is sent as the type
  // that its ticket was requested for.
  if (body.type === '' && !headers.has('content-type')) headers.set('content-type', 'application/octet-stream')
  return { method: 'PUT', url, origin, headers, body, sizeBytes }
}
