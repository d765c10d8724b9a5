import type { TicketService } from './TicketService.ts'

/** Takes a ticket back, and its object out of storage unless a registered file needs it. What is unknown stays unknown. */
export async function abandonTicket(service: TicketService, owner: string, reference: string): Promise<void> {
  const ticket = service.tickets.find(owner, reference)
  if (ticket?.state !== 'open') return
  service.tickets.setState(ticket.id, 'abandoned')
  const removing = service.files.isRegistered(ticket.key) ? undefined : service.objects.remove(ticket.key)
  await Promise.all([service.parts.abort(ticket), removing]).catch((error: unknown) => {
    console.error('An abandoned object stays in storage:', error instanceof Error ? error.message : error)
  })
}
