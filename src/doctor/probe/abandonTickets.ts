import { call, type DoctorContext, type OpenTicket } from '../DoctorContext.js'

/** Abandons the probe's tickets, which deletes what is stored under them. An aborted diagnosis does not wait for that. */
export async function abandonTickets(context: DoctorContext, tickets: readonly OpenTicket[]): Promise<void> {
  if (context.signal.aborted) void abandonAll(context, tickets)
  else await abandonAll(context, tickets)
}

async function abandonAll(context: DoctorContext, tickets: readonly OpenTicket[]): Promise<void> {
  const { report } = context
  if (tickets.length === 0) return report.skip('clean-up', { id: 'no-ticket' })
  if (!tickets.every((ticket) => canAbandon(context, ticket))) return report.ok('clean-up', { id: 'cannot-abandon' })
  try {
    for (const ticket of tickets) await abandon(context, ticket)
    report.ok('clean-up', { id: 'ticket-abandoned' })
  } catch {
    report.warn('clean-up', { id: 'clean-up-failed' })
  }
}

function canAbandon({ backend }: DoctorContext, { isMultipart }: OpenTicket): boolean {
  return isMultipart ? backend.multipart !== undefined : backend.abandon !== undefined
}

function abandon(context: DoctorContext, { reference, isMultipart }: OpenTicket): Promise<void> {
  const { backend, ports } = context
  // The clean-up has to run to its end even if the diagnosis has been aborted.
  const { signal } = new AbortController()
  return call({ ...context, signal }, ports.createId(), async (callContext) =>
    isMultipart ? backend.multipart?.abort(reference, callContext) : backend.abandon?.(reference, callContext),
  )
}
