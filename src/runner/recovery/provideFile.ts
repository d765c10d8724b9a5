import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { isChunkError } from '../../errors/isChunkError.js'
import type { RunContext } from '../RunContext.js'
import { asRecorded } from './asRecorded.js'
import { isSameFile } from './isSameFile.js'
import { refusalOfRecovered } from './refusalOfRecovered.js'
import { refuse } from './refuse.js'
import type { RestoringRunner } from './RestoringRunner.js'

/**
 * Gives a recovered upload the file that it lacks; false if it is another one.
 *
 * @param at the step that the upload continues with
 */
export async function provideFile<TFile extends StoredFile>(
  id: string,
  file: File,
  at: Step,
  context: RunContext<TFile>,
  runner: RestoringRunner,
): Promise<boolean> {
  const { abandoning, code, persistence, ports, store } = context
  const entry = store.uploadable(id)
  if (!entry) return false
  const isSame = await isSameFile(entry, file, ports.inspector).catch((thrown: unknown) => {
    // That the code to read it is missing says nothing about the file.
    if (isChunkError(thrown)) throw thrown
    return false
  })
  // The row may have been cancelled or removed while the file was read, or given its file by another call.
  if (!isSame || store.get(id) !== entry.upload || runner.isClosed) return false
  const picked = asRecorded(file, entry, code)
  store.dispatch(id, { type: 'provided', file: picked }, 'now')
  const { prepare, inspection, fingerprint, parts } = entry.run
  // Without a digest of the picked bytes, name and size prove nothing, and parts of two files must not be joined.
  const isUnproven = parts !== null && fingerprint === null && (prepare !== undefined || !inspection?.digest)
  if (isUnproven) abandoning.abandon(id)
  // What was prepared is not kept, so it is prepared again, and may have another digest then.
  const step = prepare || !inspection || isUnproven ? 'inspecting' : at
  const refusal = refusalOfRecovered(entry, step, picked)
  if (refusal) {
    refuse(id, step, refusal, context)
    return true
  }
  // Only this stage writes the file itself down.
  void persistence?.save(id, 'inspecting')
  if (step !== 'inspecting') void persistence?.save(id, step)
  runner.start(id, step)
  return true
}
