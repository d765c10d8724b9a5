import type { FileRecord } from '../records/Records.js'
import type { AnnouncedFile } from './AnnouncedFile.js'
import type { Refusal } from './Refusal.js'
import type { MakePreviews } from './confirm/MakePreviews.js'

/** What the app does at certain points. */
export interface Hooks {
  beforeTicket?(ticket: TicketToIssue): BeforeTicketResult | Promise<BeforeTicketResult>
  afterRegistered?(registered: { readonly file: FileRecord }): unknown
  afterDeleted?(deleted: { readonly file: FileRecord }): unknown
  readonly previews?: MakePreviews
  readonly fileState?: ReadFileState
  /** Keeps a runtime alive after the answer. */
  waitUntil?(work: Promise<unknown>): void
  onError(error: unknown, call: string): void
}

/** Says what the app still does with a file. Nothing means that it is ready. */
export type ReadFileState = (file: FileRecord) => FileState | null | undefined | Promise<FileState | null | undefined>

/** What the app does with a registered file. */
export interface FileState {
  readonly state: 'processing' | 'ready' | 'rejected'
  /** A text about it for users, plain and at most 200 characters. */
  readonly stateText?: string
}

/** What `beforeTicket` answers: a refusal, or nothing, and the ticket is issued. */
// oxlint-disable-next-line typescript/no-invalid-void-type -- a hook may just end
export type BeforeTicketResult = Refusal | undefined | void

/** What `beforeTicket` has to decide about. */
export interface TicketToIssue {
  readonly owner: string
  /** The name of the profile, which accepts the file. */
  readonly profile: string
  readonly file: AnnouncedFile
  /** The request of the client, if the ticket is asked for over HTTP. Its body has been read. */
  readonly request: Request | undefined
}
