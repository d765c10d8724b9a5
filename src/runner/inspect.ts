import type { StoredFile } from '../contract/storedFile.js'
import { PlainError } from '../errors/PlainError.js'
import { untilAborted } from '../shared/untilAborted.js'
import { reasonsAfterInspection, toRefusal } from './file/refusal.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { loadRareCode } from './lazy/loadRareCode.js'
import type { Next } from './Next.js'
import type { RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'
import { isToBeMadeAgain } from './file/isToBeMadeAgain.js'
import { requireFile } from './file/requireFile.js'

/** Prepares the file if the app wants that, reads its facts, and checks them against the restrictions. */
export async function inspect<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  turn: Turn<TFile>,
  context: RunContext<TFile>,
): Promise<Next<TFile>> {
  const { ports, persistence } = context
  const { signal } = active
  active.dispatch({ type: 'inspectionStarted', attempt: active.run.callAttempt })
  // Of an earlier attempt, if storage has reported damaged bytes since.
  const digestBefore = isToBeMadeAgain(active) ? undefined : active.run.inspection?.digest
  const file = await makeFile(active, context)
  const inspection = await ports.inspector.inspect(file, {
    digest: active.backend.digest,
    // Not `file.size`, for which a browser goes to the disk.
    sizeBytes: active.upload.size,
    signal,
    onProgress: (inspectedBytes) => active.dispatch({ type: 'inspectionProgressed', inspectedBytes }),
    // A drive that does not answer must not keep others waiting.
    onStalled: () => turn.releaseEarly(),
  })
  signal.throwIfAborted()
  active.dispatch({ type: 'inspected', inspection })
  const reasons = await reasonsAfterInspection(file, inspection, active.run.restrictions, () =>
    loadRareCode(active, 'inspecting', turn, context),
  )
  signal.throwIfAborted()
  const refusal = toRefusal(reasons)
  if (refusal) throw refusal
  const isOther = digestBefore && inspection.digest && digestBefore.hex !== inspection.digest.hex
  // Bytes that arrived damaged are read again. If they differ now, it was the file that changed.
  if (isOther && !active.run.prepare) {
    throw new PlainError('file-changed', 'was-changed-while-sent')
  }
  // Not awaited: if it is lost, the next page inspects the file again.
  void persistence?.save(active.id, 'requesting')
  return { step: 'requesting' }
}

/** The file to send. Most apps send what was picked, so the code for the others is loaded with their first file. */
async function makeFile<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  context: RunContext<TFile>,
): Promise<File> {
  const { prepare, picked } = active.run
  if (!prepare && !isToBeMadeAgain(active)) return picked ?? requireFile(active)
  const prepareFile = await untilAborted(context.lazyCode.loadPrepareFile(), active.signal)
  return prepareFile(active, context)
}
