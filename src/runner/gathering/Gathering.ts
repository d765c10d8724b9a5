import type { StoredFile } from '../../contract/storedFile.js'
import type { RunContext } from '../RunContext.js'
import type { WaitingLines } from '../scheduling/WaitingLines.js'
import { ConfirmGathering } from './ConfirmGathering.js'
import { TicketGathering } from './TicketGathering.js'

/** What makes one call for many uploads. It comes with the first upload whose backend takes many at once. */
export class Gathering<TFile extends StoredFile> {
  readonly tickets: TicketGathering<TFile>
  readonly confirms: ConfirmGathering<TFile>

  constructor(lines: WaitingLines<TFile>, context: RunContext<TFile>) {
    this.tickets = new TicketGathering(lines, context)
    this.confirms = new ConfirmGathering(lines, context)
  }
}
