import { UnusableTicket } from './UnusableTicket.js'

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
      if (known !== null && known !== value.trim()) throw new UnusableTicket(`The ticket has two values for ${name}.`)
      read.set(name, value)
    }
  } catch (error) {
    if (error instanceof UnusableTicket) throw error
    // The browser's own error would show the value.
    throw new UnusableTicket('The ticket has a header that cannot be sent.')
  }
  return read
}
