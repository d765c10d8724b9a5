import type { IncomingHttpHeaders } from 'node:http'

// With credentials, browsers do not accept '*', so every header is listed.
const exposed =
  'ETag, Date, Server, Accept-Ranges, Content-Range, Content-Length, Content-Type, Content-Disposition, Last-Modified, Retry-After, x-amz-request-id, x-amz-checksum-sha256, *'

/** Headers that let a page of an allowed origin read the answer, even if it is a refusal. */
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

/** Additional headers of a preflight's answer. */
export function preflightHeaders(request: IncomingHttpHeaders): Record<string, string> {
  const method = request['access-control-request-method']
  const headers = request['access-control-request-headers']
  return {
    ...(method && { 'Access-Control-Allow-Methods': method }),
    ...(headers && { 'Access-Control-Allow-Headers': headers }),
  }
}
