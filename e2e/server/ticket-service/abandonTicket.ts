import type { TicketService } from './TicketService.ts'

/** Revokes a ticket, and deletes its object unless a registered file needs it. Ignores unknown tickets. */
export async function abandonTicket(service: TicketService, owner: string, reference: string): Promise<void> {
  const ticket = service.tickets.find(owner, reference)
  if (ticket?.state !== 'open') return
  service.tickets.setState(ticket.id, 'abandoned')
  const removing = service.files.isRegistered(ticket.key) ? undefined : service.objects.remove(ticket.key)
  await Promise.all([service.parts.abort(ticket), removing]).catch((error: unknown) => {
    console.error(
      'An abandoned object could not be deleted from storage:',
      error instanceof Error ? error.message : error,
    )
  })
}
