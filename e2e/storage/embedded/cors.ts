import type { IncomingHttpHeaders } from 'node:http'

// '*' says nothing to a browser where credentials are allowed: what a page may want is named.
const exposed =
  'ETag, Date, Server, Accept-Ranges, Content-Range, Content-Length, Content-Type, Content-Disposition, Last-Modified, Retry-After, x-amz-request-id, x-amz-checksum-sha256, *'

/** Headers that let a page of an allowed origin read the answer, refusals included. */
export function corsHeaders(
  request: IncomingHttpHeaders,
  allowOrigins: readonly string[] | undefined,
): Record<string, string> {
  const { origin } = request
  if (!origin || (allowOrigins && !allowOrigins.includes(origin))) return { Vary: 'Origin' }
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': exposed,
  }
}

/** What a preflight is told on top of that. */
export function preflightHeaders(request: IncomingHttpHeaders): Record<string, string> {
  const method = request['access-control-request-method']
  const headers = request['access-control-request-headers']
  return {
    ...(method && { 'Access-Control-Allow-Methods': method }),
    ...(headers && { 'Access-Control-Allow-Headers': headers }),
  }
}
