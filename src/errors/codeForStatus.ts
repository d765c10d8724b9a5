import type { UploadErrorCode } from './codes.js'

const codeByStatus: Readonly<Record<number, UploadErrorCode>> = {
  400: 'request-invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'server-timeout',
  413: 'too-large',
  422: 'request-invalid',
  429: 'rate-limited',
}

/** @see https://fetch.spec.whatwg.org/#redirect-status */
function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

/** Returns the code for an HTTP status of the app's API. */
export function codeForStatus(status: number): UploadErrorCode {
  if (isRedirect(status)) return 'server-redirected'
  return codeByStatus[status] ?? (status >= 500 ? 'server-error' : 'backend-failed')
}
