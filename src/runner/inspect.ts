import type { StoredFile } from '../contract/storedFile.js'
import { PlainError } from '../errors/PlainError.js'
import { untilAborted } from '../shared/untilAborted.js'
import { reasonsAfterInspection, toRefusal } from './file/refusal.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { loadRareCode } from './lazy/loadRareCode.js'
import type { Next } from './Next.js'
import type { RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'
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
  const file = await prepareFile(active)
  if (file !== active.upload.file) active.dispatch({ type: 'prepared', file })
  // Of an earlier attempt, if storage has reported damaged bytes since.
  const digestBefore = active.run.inspection?.digest
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

async function prepareFile(active: ActiveUpload<StoredFile>): Promise<File> {
  const { signal } = active
  const { prepare } = active.run
  const picked = active.run.picked ?? requireFile(active)
  if (!prepare) return picked
  let prepared: unknown
  try {
    // The app need not heed the signal, and others wait for the place.
    prepared = await untilAborted(Promise.resolve(prepare(picked, { signal })), signal)
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new PlainError('prepare-failed', 'prepare-threw', { cause })
  }
  signal.throwIfAborted()
  if (prepared instanceof File) return prepared
  throw new PlainError('prepare-failed', 'prepare-returned-no-file')
}
