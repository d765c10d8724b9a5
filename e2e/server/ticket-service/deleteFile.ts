import type { TicketService } from './TicketService.ts'

/** Deletes a file, and its object unless another file needs it. False if the owner has no such file. */
export async function deleteFile(service: TicketService, owner: string, id: string): Promise<boolean> {
  const record = service.files.find(owner, id)
  if (!record) return false
  service.files.remove(id)
  if (service.files.isRegistered(record.key) || service.tickets.isOpenFor(record.key)) return true
  await service.objects.remove(record.key).catch((error: unknown) => {
    console.error('The object of a deleted file stays in storage:', error instanceof Error ? error.message : error)
  })
  return true
}
