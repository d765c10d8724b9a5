import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { RunContext } from '../RunContext.js'
import type { Turn } from '../scheduling/Turn.js'
import { waitForCode } from './waitForCode.js'

/**
 * Loads the code for calls for many, before the first upload joins a line that only such calls empty. It comes while
 * the file is inspected, so an inspection starts the load and does not wait for it.
 */
export async function loadGathering<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  turn: Turn<TFile> | null,
  context: RunContext<TFile>,
): Promise<void> {
  const { loadGathering: load } = context.lazyCode
  if (step === 'inspecting') {
    load().catch(() => undefined)
    return
  }
  const Gathering = await waitForCode(load, active, step, turn, context)
  context.scheduler.installGathering((lines) => new Gathering(lines, context))
}
