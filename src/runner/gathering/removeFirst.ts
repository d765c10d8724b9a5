import type { UploadBackend } from '../../contract/backend.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Waiter, WaitingLines } from '../scheduling/WaitingLines.js'

/** Servers limit the size of a request, and a call that fails takes all its uploads along. */
export const mostInOneCall = 100

/** Takes the first uploads of one backend out of a line, as many as one call may take. */
export function removeFirst<TFile extends StoredFile>(
  lines: WaitingLines<TFile>,
  step: Step,
  backend: UploadBackend<TFile>,
  count: number,
): readonly Waiter<TFile>[] {
  const waiters: Waiter<TFile>[] = []
  for (const waiter of lines.waitingFor(step)) {
    if (waiters.length >= Math.min(count, mostInOneCall)) break
    if (waiter.active.backend !== backend || lines.mustWait(waiter)) continue
    lines.remove(waiter)
    waiters.push(waiter)
  }
  return waiters
}
