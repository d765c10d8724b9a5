import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { isCodeMissing } from '../errors/isChunkError.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { loadRareCode } from './lazy/loadRareCode.js'
import type { Failure, Next } from './Next.js'
import type { RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'

/**
 * Has `afterFailure` decide what comes after a failed step. Its code is in the chunk of `src/lazy/rareCode.ts`, because
 * most uploads succeed without it. If the code of the step itself could not be loaded, the step is taken again: that says
 * nothing about the file or its servers, so it costs no try.
 */
export async function handleFailure<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  thrown: unknown,
  turn: Turn<TFile> | null,
  context: RunContext<TFile>,
): Promise<Next<TFile> | Failure> {
  active.signal.throwIfAborted()
  const wasOnline = context.ports.connection.isOnline()
  // Some adapters load the code of their calls with the first call, so a step can fail for lack of it.
  if (isCodeMissing(thrown)) {
    turn?.end()
    const loadAgainMs = context.code.loadWaitMs(active.countFailedLoad())
    context.scheduler.holdForCode(step, loadAgainMs)
    return { step, needsConnection: true, loadAgainMs }
  }
  const { afterFailure } = await loadRareCode(active, step, turn, context)
  active.signal.throwIfAborted()
  return afterFailure(active, step, thrown, wasOnline, turn, context)
}
