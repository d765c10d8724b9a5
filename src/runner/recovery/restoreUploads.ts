import type { StoredFile } from '../../contract/storedFile.js'
import type { Terms } from '../../uploader/entry.js'
import type { RunContext } from '../RunContext.js'
import type { Recovered } from './Persistence.js'
import { refuse } from './refuse.js'
import type { RestoringRunner } from './RestoringRunner.js'

/** Adds what earlier pages left under a backend's scope to the store, and returns the ids. */
export async function restoreUploads<TFile extends StoredFile>(
  terms: Pick<Terms<TFile>, 'backend' | 'prepare'>,
  context: RunContext<TFile>,
  runner: RestoringRunner,
): Promise<readonly string[]> {
  const { persistence, store } = context
  if (!persistence) return []
  const recovered = await persistence.restore(terms)
  // The uploader was destroyed meanwhile, and other tabs may not continue what this one has claimed.
  if (runner.isClosed) {
    persistence.release(recovered.map(({ entry }) => entry.upload.id))
    return []
  }
  return recovered.filter(({ entry }) => !store.get(entry.upload.id)).map((one) => restoreUpload(one, context, runner))
}

/** Adds the row of an upload that an earlier page left, and continues it where that page stopped. */
function restoreUpload<TFile extends StoredFile>(
  { entry, step, refusal }: Recovered<TFile>,
  context: RunContext<TFile>,
  runner: RestoringRunner,
): string {
  const { upload, run } = entry
  runner.open()
  context.store.put(upload, run)
  // It starts from the inspection and needs another ticket, so the one of the earlier page is of no use.
  if (step === 'inspecting' && run.reference !== undefined) context.abandoning.abandon(upload.id)
  if (refusal) refuse(upload.id, step, refusal, context)
  else if (upload.status === 'queued') runner.start(upload.id, step)
  return upload.id
}
