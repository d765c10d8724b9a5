import type { DatabaseSync } from 'node:sqlite'
import type { Presigner } from '../../storage/presigner.ts'
import type { Settings } from '../referenceServerOptions.ts'
import type { FileTable } from './fileTable.ts'
import type { Parts } from './parts.ts'
import type { StoredObjects } from './storedObjects.ts'
import type { TicketTable } from './ticketTable.ts'

/** Everything behind the APIs: they differ in their protocols and share this service. */
export interface TicketService {
  readonly settings: Settings
  readonly database: DatabaseSync
  readonly tickets: TicketTable
  readonly files: FileTable
  readonly objects: StoredObjects
  readonly presigner: Presigner
  readonly parts: Parts
}
