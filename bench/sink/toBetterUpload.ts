import type { TicketRequest } from '../../src/contract/backend.ts'
import type { PostTicket, PutTicket } from '../../src/contract/ticket.ts'

/** A call of better-upload's client. What the ticket API wants to know comes in the metadata, which is the app's own. */
export interface BetterUploadBody {
  readonly metadata: BetterUploadMetadata
}

interface BetterUploadMetadata {
  readonly requests: readonly TicketRequest[]
}

/** Tickets as the client of better-upload wants them. */
export function toBetterUpload(
  { requests }: BetterUploadMetadata,
  tickets: readonly (PutTicket | PostTicket)[],
): object {
  const files = requests.map(({ name, size, type }, index) => {
    const ticket = tickets[index]
    if (ticket?.kind !== 'put') throw new Error('better-upload sends with PUT.')
    const { url, headers = {}, reference } = ticket
    // It sets the type itself.
    const { 'Content-Type': _type, ...otherHeaders } = headers
    return {
      signedUrl: url,
      headers: otherHeaders,
      file: { name, size, type, objectInfo: { key: reference, metadata: {} } },
    }
  })
  return { files, metadata: {} }
}
