import type { TicketRequest } from '../../../src/contract/backend.ts'
import type { PutTicket } from '../../../src/contract/ticket.ts'

export interface PeerContext {
  readonly files: readonly File[]
  /** Files that are sent at once. */
  readonly atOnce: number
  /** Of an endpoint of the ticket API. */
  readonly urlOf: (endpoint: string) => string
  readonly headers: Readonly<Record<string, string>>
  /** What the ticket API wants to know of each file, found out before the clock starts. */
  readonly requests: ReadonlyMap<File, TicketRequest>
  /** One call for one file. */
  readonly requestTicket: (file: File) => Promise<PutTicket>
}

/** Makes a peer ready. What it returns sends the files, and rejects when the peer says that one of them failed. */
export type PreparePeer = (context: PeerContext) => Promise<() => Promise<void>>
