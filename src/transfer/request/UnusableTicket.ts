/** A ticket that cannot be sent as it is. The message names a field or header, never its value. */
export class UnusableTicket extends Error {
  override readonly name: string = 'UnusableTicket'
}
