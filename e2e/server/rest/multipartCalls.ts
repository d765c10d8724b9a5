import type { TicketService } from '../ticket-service/TicketService.ts'
import type { StoredPart } from '../ticket-service/parts.ts'
import type { Ticket } from '../ticket-service/ticketTable.ts'
import { Problem } from '../problem.ts'
import type { WantedPart } from './readBody.ts'

interface Receipt {
  readonly status: number
  readonly etag: string
}

interface SignedPart {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly expiresInSeconds: number
}

export type PartsListing =
  | { readonly kind: 'open'; readonly parts: readonly StoredPart[] }
  | { readonly kind: 'completed'; readonly receipt: Receipt }
  | { readonly kind: 'gone' }

/** @throws {Problem} if the ticket does not allow parts */
export async function signParts(
  service: TicketService,
  ticket: Ticket,
  parts: readonly WantedPart[],
): Promise<SignedPart[]> {
  const uploadId = service.parts.find(ticket)
  if (uploadId === undefined || ticket.state !== 'open') throw gone()
  const expiresInSeconds = service.settings.ticketExpiresInSeconds
  return Promise.all(
    parts.map(async (part) => ({
      ...(await service.presigner.part({ key: ticket.key, uploadId, ...part, expiresInSeconds })),
      expiresInSeconds,
    })),
  )
}

export async function listParts(service: TicketService, ticket: Ticket): Promise<PartsListing> {
  const receipt = await findReceipt(service, ticket)
  if (receipt) return { kind: 'completed', receipt }
  const parts = ticket.state === 'open' ? await service.parts.list(ticket) : null
  return parts ? { kind: 'open', parts } : { kind: 'gone' }
}

/**
 * Combines the parts once. An ETag that the page could not read is taken from storage.
 * @throws {Problem} if there is nothing to combine, or parts are missing
 */
export async function completeParts(
  service: TicketService,
  ticket: Ticket,
  parts: readonly { readonly number: number; readonly etag: string | null }[],
): Promise<Receipt> {
  const before = await findReceipt(service, ticket)
  if (before) return before
  const stored = ticket.state === 'open' ? await service.parts.list(ticket) : null
  if (!stored) throw gone()
  const etags = new Map(stored.map(({ number, etag }) => [number, etag]))
  const joined = parts.map(({ number, etag }) => {
    const known = etags.get(number)
    if (known === undefined || (etag !== null && etag !== known)) {
      throw new Problem(409, {
        code: 'not-verified',
        message: `Part ${number} is missing or differs from the one that was sent.`,
      })
    }
    return { number, etag: known }
  })
  await service.parts.complete(ticket, joined)
  const receipt = await findReceipt(service, ticket)
  if (receipt) return receipt
  throw new Problem(503, {
    code: 'server-error',
    message: 'The parts were combined, but the object is not available yet.',
  })
}

async function findReceipt(service: TicketService, ticket: Ticket): Promise<Receipt | null> {
  const object = ticket.state === 'abandoned' ? null : await service.objects.look(ticket.key)
  return object && { status: 200, etag: object.etag }
}

function gone(): Problem {
  return new Problem(404, { code: 'not-found', message: 'There is no upload in parts under this ticket.' })
}
