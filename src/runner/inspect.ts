import { isAbortError } from '../shared/isAbortError.js'
import { UploadError } from '../errors/UploadError.js'
import { type Job, requireFile } from './job.js'
import type { Inspection, Inspector } from '../contract/ports/inspector.js'
import { reasonsAfterInspection, toRefusal } from './refusal.js'
import { type Action, factsOf } from '../uploader/reducer.js'
import type { StoredFile } from '../contract/storedFile.js'
import { untilAborted } from '../shared/untilAborted.js'

interface InspectingContext<TFile extends StoredFile> {
  readonly inspector: Inspector
  readonly signal: AbortSignal
  readonly dispatch: (action: Action<TFile>) => void
  readonly onStalled: () => void
}

/** Prepares the file where the app wants it, reads its facts, and holds them against the restrictions. */
export async function inspectFile<TFile extends StoredFile>(
  job: Job<TFile>,
  { inspector, signal, dispatch, onStalled }: InspectingContext<TFile>,
): Promise<Inspection> {
  const file = await prepareFile(job, signal)
  signal.throwIfAborted()
  if (file !== job.file) dispatch({ type: 'prepared', file })
  job.file = file
  // Asked once, when it was added: for the size, a browser goes to the disk.
  if (job.prepare) job.facts = factsOf(file)
  const inspection = await inspector.inspect(file, {
    digest: job.backend.digest,
    sizeBytes: job.facts.size,
    signal,
    onProgress: (inspectedBytes) => dispatch({ type: 'inspectionProgressed', inspectedBytes }),
    onStalled,
  })
  signal.throwIfAborted()
  const { image, sniffedType, thumbnail } = inspection
  dispatch({
    type: 'inspected',
    ...(image && { image }),
    ...(sniffedType !== undefined && { sniffedType }),
    ...(thumbnail && { thumbnail }),
  })
  const refusal = toRefusal(file.name, reasonsAfterInspection(file, inspection, job.restrictions))
  if (refusal) throw refusal
  return inspection
}

async function prepareFile(job: Job<StoredFile>, signal: AbortSignal): Promise<File> {
  const picked = job.picked ?? requireFile(job, 'inspecting')
  if (!job.prepare) return picked
  let prepared: unknown
  try {
    // The app need not heed the signal, and others wait for the place.
    prepared = await untilAborted(Promise.resolve(job.prepare(picked, { signal })), signal)
  } catch (cause) {
    if (signal.aborted || isAbortError(cause)) throw cause
    throw new UploadError('prepare-failed', `prepare threw for ${picked.name}.`, { cause, step: 'inspecting' })
  }
  if (prepared instanceof File) return prepared
  throw new UploadError(
    'prepare-failed',
    `prepare must return a File for ${picked.name}, and returned something else.`,
    {
      step: 'inspecting',
    },
  )
}
