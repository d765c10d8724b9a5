import { Problem } from '../problem.ts'
import { contentOf, type AnnouncedFile } from './announcedFile.ts'
import type { TicketService } from './TicketService.ts'
import type { FileRecord } from './fileTable.ts'
import type { Ticket } from './ticketTable.ts'

export interface ArrivedUpload {
  readonly reference: string
  /** What the client says about the file in the confirm; size, type and digest must equal those of the ticket. */
  readonly file: AnnouncedFile
  /** The ETag that the client got from storage; null if it got none. */
  readonly etag: string | null
}

/**
 * Verifies the object of a ticket and registers it. Repeated calls return the same file.
 * @throws {Problem} if there is no such ticket, or storage has other bytes.
 */
export async function confirmUpload(service: TicketService, owner: string, upload: ArrivedUpload): Promise<FileRecord> {
  const ticket = service.tickets.find(owner, upload.reference)
  // Another tenant's reference counts as unknown.
  if (!ticket) throw new Problem(404, { code: 'not-found', message: 'There is no such ticket.' })
  const registered = service.files.findByTicket(ticket.id)
  if (registered) return registered
  if (ticket.state !== 'open') throw givenBack()
  if (!isAnnounced(ticket, upload.file)) {
    throw new Problem(409, { code: 'record-mismatch', message: 'The ticket was for another file.' })
  }
  await verify(service, ticket, upload.etag)
  // If the ticket was abandoned in the meantime, its object is being deleted.
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
