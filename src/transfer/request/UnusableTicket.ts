/** A ticket that cannot be used as it is. The message names a field or a header, never its value. */
export class UnusableTicket extends Error {}
