import type { FileRecord } from '../records/Records.js'
import type { AnnouncedFile } from './AnnouncedFile.js'
import type { Refusal } from './Refusal.js'
import type { MakePreviews } from './confirm/MakePreviews.js'

/** What the app does at certain points. */
export interface Hooks {
  beforeTicket?(ticket: TicketToIssue): Decided | Promise<Decided>
  afterRegistered?(registered: { readonly file: FileRecord }): unknown
  readonly previews?: MakePreviews
  /** Keeps a runtime alive after the answer. */
  waitUntil?(work: Promise<unknown>): void
  onError(error: unknown, call: string): void
}

/** Nothing lets the ticket be issued. */
// oxlint-disable-next-line typescript/no-invalid-void-type -- a hook may just end
export type Decided = Refusal | undefined | void

export interface TicketToIssue {
  readonly owner: string
  /** The name of the profile, which accepts the file. */
  readonly profile: string
  readonly file: AnnouncedFile
  /** The request of the client, if the ticket is asked for over HTTP. Its body has been read. */
  readonly request: Request | undefined
}
