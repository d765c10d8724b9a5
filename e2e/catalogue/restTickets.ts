import type { Matches } from '../support/gate.ts'
import type { Site } from '../support/site.ts'

/** A ticket as the tests' REST server issues it. */
export interface RestTicket {
  readonly kind: 'put' | 'post'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>> | null
  readonly fields?: readonly (readonly [name: string, value: string])[]
  readonly reference: string
  readonly expiresInSeconds: number
}

const ticketCalls: Matches = ({ path }) => path === '/api/rest/tickets'

/** Changes tickets before the page receives them. */
export function amendTickets(
  { amendments }: Site,
  amend: (ticket: RestTicket) => RestTicket | Promise<RestTicket>,
  times?: number,
): void {
  const amendAll = async (answer: unknown): Promise<unknown> => {
    const { tickets } = answer as { readonly tickets: readonly RestTicket[] }
    return { tickets: await Promise.all(tickets.map(async (ticket) => amend(ticket))) }
  }
  amendments.add(ticketCalls, amendAll, times)
}
