import { UnusableTicket } from './UnusableTicket.js'

/**
 * What the browser has said of each header so far. To ask, a `Request` has to be made, and tickets always have the same few
 * headers. For some of them, such as X-HTTP-Method-Override, the answer depends on the value as well, but no backend
 * changes that from ticket to ticket.
 */
const settable = Object.create(null) as Record<string, boolean>

/**
 * A ticket's headers, each of them once, whatever the case of its name.
 * @throws {UnusableTicket} if no browser would send them as they are
 */
export function readHeaders(headers: Readonly<Record<string, string>> = {}): Headers {
  const read = new Headers()
  try {
    for (const [name, value] of Object.entries(headers)) {
      const known = read.get(name)
      // A browser joins the values of a header that is set twice with a comma, which no signature covers.
      if (known !== null && known !== value.trim()) throw new UnusableTicket('header-twice', name)
      read.set(name, value)
    }
  } catch (error) {
    if (error instanceof UnusableTicket) throw error
    // The browser's own error would show the value.
    throw new UnusableTicket('header-malformed')
  }
  return read
}

/**
 * Whether the browser lets a page set this header. A signature may cover headers that only the browser sets.
 * `setRequestHeader` would log an error for them, and a `Request` leaves them out without one, which is how this finds out.
 */
export function isSettable(name: string, value: string, url: string): boolean {
  return (settable[name] ??= new Request(url, { headers: { [name]: value } }).headers.has(name))
}
