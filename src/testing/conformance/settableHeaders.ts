/**
 * The headers that a browser lets a page set, as a browser's own `Request` keeps them. Node's keeps all.
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function settableHeaders(headers: Headers): readonly [name: string, value: string][] {
  return [...headers].filter(([name]) => !forbidden.test(name))
}

const forbidden =
  /^(accept-charset|accept-encoding|access-control-request-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|proxy-.*|sec-.*)$/
