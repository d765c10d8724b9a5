import type { Receipt } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { Next } from '../Next.js'
import type { RunContext } from '../RunContext.js'

/** Storage has everything, so the file only has to be registered. */
export function keepReceipt<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  receipt: Receipt,
  { persistence }: RunContext<TFile>,
): Next<TFile> {
  // Ticket and parts have done their work. A retry of the confirm must not send under them again.
  active.updateRun({ receipt, ticket: null, parts: null })
  // Not awaited, because a crash before it is written costs the bytes, not the file: the next page sends them again.
  void persistence?.save(active.id, 'confirming')
  return { step: 'confirming' }
}
