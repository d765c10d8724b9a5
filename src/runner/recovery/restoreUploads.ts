import type { StoredFile } from '../../contract/storedFile.js'
import type { Terms } from '../../uploader/entry.js'
import type { RunContext } from '../RunContext.js'
import type { FoundHandle, Provide } from './openHandle.js'
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

/** If that fails, the row asks for its file, as it does without a handle. */
async function openLater<TFile extends StoredFile>(
  found: FoundHandle,
  context: RunContext<TFile>,
  runner: RestoringRunner,
): Promise<void> {
  const { openHandle, provideFile } = await context.lazyCode.loadRareCode()
  const provide: Provide = (file) => provideFile(found.id, file, found.step, context, runner)
  await openHandle(found, context.store, provide).catch(() => undefined)
}

/** Adds the row of an upload that an earlier page left, and continues it where that page stopped. */
function restoreUpload<TFile extends StoredFile>(
  { entry, step, isPaused, handle, refusal }: Recovered<TFile>,
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
  else if (handle) void openLater({ id: upload.id, handle, step, isPaused }, context, runner)
  return upload.id
}
