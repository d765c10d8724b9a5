const methods = 'GET, HEAD, POST, PATCH, DELETE'

/** Lets pages of the named origins, and no others, make calls with the user's cookies and read the answers. */
export function corsHeaders(request: Request, origins: ReadonlySet<string>): Readonly<Record<string, string>> {
  if (origins.size === 0) return {}
  const origin = request.headers.get('origin')
  if (origin === null || !origins.has(origin)) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After',
  }
}

/** What a browser wants to know before it makes a call. */
export function preflightHeaders(request: Request): Readonly<Record<string, string>> {
  const wanted = request.headers.get('access-control-request-headers')
  return {
    'access-control-allow-methods': methods,
    // Which headers an app sends, for its own credentials, is the app's affair: the origin is known.
    ...(wanted !== null && { 'access-control-allow-headers': wanted }),
    'access-control-max-age': '7200',
  }
}
