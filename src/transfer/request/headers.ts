import { UnusableTicket } from './UnusableTicket.js'

export type HeaderList = readonly (readonly [name: string, value: string])[]

/** A ticket's headers as they are to be set: one for each name, whatever its case, and none that a page may not set. */
export function prepareHeaders(headers: Readonly<Record<string, string>> | null | undefined): HeaderList {
  const byName = new Map<string, readonly [name: string, value: string]>()
  for (const [name, value] of Object.entries(headers ?? {})) {
    checkHeader(name, value)
    const known = byName.get(name.toLowerCase())
    // A browser joins the values of a header that is set twice with a comma, which no signature covers.
    if (known && known[1].trim() !== value.trim()) throw new UnusableTicket(`The ticket has two values for ${name}.`)
    if (!known) byName.set(name.toLowerCase(), [name, value])
  }
  return [...byName.values()].filter(([name, value]) => !isForbidden(name.toLowerCase(), value))
}

/** The value of a header, whatever the case of its name. */
export function findHeader(headers: Readonly<Record<string, string>> | null | undefined, name: string): string | null {
  const found = Object.entries(headers ?? {}).find(([other]) => other.toLowerCase() === name)
  return found ? found[1] : null
}

/** `setRequestHeader` would throw in the middle of the request, with a message that contains the value. */
function checkHeader(name: string, value: unknown): void {
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name))
    throw new UnusableTicket('The ticket has a header without a proper name.')
  if (typeof value !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
    throw new UnusableTicket(`The ticket's value for ${name} cannot be sent as a header.`)
  }
}

/**
 * A browser sets these itself and logs an error when a page tries to. A signature may name them all the same.
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
const forbidden =
  /^(accept-charset|accept-encoding|access-control-request-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|proxy-.*|sec-.*)$/

function isForbidden(name: string, value: string): boolean {
  // Forbidden only if they would smuggle in a method that a page may not use.
  if (/^(x-http-method|x-http-method-override|x-method-override)$/.test(name)) {
    return value.split(',').some((method) => /^(connect|trace|track)$/i.test(method.trim()))
  }
  return forbidden.test(name)
}
