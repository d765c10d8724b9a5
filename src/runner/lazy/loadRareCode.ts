import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { RunContext } from '../RunContext.js'
import type { Turn } from '../scheduling/Turn.js'
import type { RareCode } from './LazyCode.js'
import { waitForCode } from './waitForCode.js'

/** Loads the code for an upload that does not go as planned. Without it nothing can be decided. */
export function loadRareCode<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  turn: Turn<TFile> | null,
  context: RunContext<TFile>,
): Promise<RareCode> {
  return waitForCode(context.lazyCode.loadRareCode, active, step, turn, context)
}
