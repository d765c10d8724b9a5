import type { Desk } from './desk.ts'

/** Takes a ticket back, and its object out of storage unless a registered file needs it. What is unknown stays unknown. */
export async function abandonTicket(desk: Desk, owner: string, reference: string): Promise<void> {
  const ticket = desk.tickets.find(owner, reference)
  if (ticket?.state !== 'open') return
  desk.tickets.setState(ticket.id, 'abandoned')
  const removing = desk.files.isRegistered(ticket.key) ? undefined : desk.objects.remove(ticket.key)
  await Promise.all([desk.parts.abort(ticket), removing]).catch((error: unknown) => {
    console.error('An abandoned object stays in storage:', error instanceof Error ? error.message : error)
  })
}
