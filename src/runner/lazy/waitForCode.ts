import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { untilAborted } from '../../shared/untilAborted.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { RunContext } from '../RunContext.js'
import type { Turn } from '../scheduling/Turn.js'

/**
 * Loads code without which an upload cannot go on. If that fails, the upload waits here, as for the connection, however
 * long that takes, because what its step has found out must not be lost. Others may have its turn meanwhile.
 */
export async function waitForCode<TCode, TFile extends StoredFile>(
  load: () => Promise<TCode>,
  active: ActiveUpload<TFile>,
  step: Step,
  turn: Turn<TFile> | null,
  { code, ports, scheduler }: RunContext<TFile>,
): Promise<TCode> {
  for (let failures = 1; ; failures += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      return await untilAborted(load(), active.signal)
    } catch {
      active.signal.throwIfAborted()
      turn?.end()
      // A new deployment looks the same as a lost connection from here, and reloading the page mends both.
      active.dispatch({ type: 'paused', by: 'offline', at: step })
      scheduler.holdForCode(step, code.loadWaitMs(failures))
      const { promise, resolve } = Promise.withResolvers<void>()
      const callOff = code.loadAgainLater(ports, failures, resolve)
      // oxlint-disable-next-line no-await-in-loop
      await untilAborted(promise, active.signal).finally(callOff)
    }
  }
}
