import { Problem } from '../problem.ts'
import { contentOf, type AnnouncedFile } from './announcedFile.ts'
import type { TicketService } from './TicketService.ts'
import type { FileRecord } from './fileTable.ts'
import type { Ticket } from './ticketTable.ts'

export interface ArrivedUpload {
  readonly reference: string
  /** What the client says of the file now; size, type and digest must be those of the ticket. */
  readonly file: AnnouncedFile
  /** As storage told it to the client; null: it did not. */
  readonly etag: string | null
}

/**
 * Registers what storage holds under a ticket, after looking at it. Repeating it gives the same file.
 * @throws {Problem} when there is no such ticket, or not those bytes.
 */
export async function confirmUpload(service: TicketService, owner: string, upload: ArrivedUpload): Promise<FileRecord> {
  const ticket = service.tickets.find(owner, upload.reference)
  // Another tenant's reference is as unknown as none at all.
  if (!ticket) throw new Problem(404, { code: 'not-found', message: 'There is no such ticket.' })
  const registered = service.files.findByTicket(ticket.id)
  if (registered) return registered
  if (ticket.state !== 'open') throw givenBack()
  if (!isAnnounced(ticket, upload.file)) {
    throw new Problem(409, { code: 'record-mismatch', message: 'The ticket was for another file.' })
  }
  await verify(service, ticket, upload.etag)
  // Whoever gave it back meanwhile has its object removed.
  if (service.tickets.findById(ticket.id)?.state === 'abandoned') throw givenBack()
  return service.files.register(ticket, upload.file)
}

function givenBack(): Problem {
  return new Problem(410, { code: 'ticket-expired', message: 'This ticket has been given back.' })
}

function isAnnounced({ announced, content }: Ticket, file: AnnouncedFile): boolean {
  return announced.size === file.size && announced.type === file.type && content === contentOf(file)
}

async function verify(service: TicketService, { key, announced }: Ticket, etag: string | null): Promise<void> {
  const object = await service.objects.look(key)
  if (!object) throw notVerified('Nothing has been stored under this ticket.')
  const isWhole = object.size === announced.size && (etag === null || etag === object.etag)
  if (isWhole && (!announced.digest || (await service.objects.hasDigest(key, object, announced.digest)))) return
  throw notVerified('The stored object is not the file that was announced.')
}

function notVerified(message: string): Problem {
  return new Problem(409, { code: 'not-verified', message })
}
