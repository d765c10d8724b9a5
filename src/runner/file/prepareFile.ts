import type { Prepare } from '../../contract/options.js'
import type { RejectionReason } from '../../contract/restrictions.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Upload } from '../../contract/upload.js'
import { PlainError } from '../../errors/PlainError.js'
import { untilAborted } from '../../shared/untilAborted.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { RunContext } from '../RunContext.js'
import { toRefusal } from './refusal.js'
import { requireFile } from './requireFile.js'

/** A result is much smaller than what it was made from, so reading it takes little of the time. */
const shareOfPrepare = 0.9

/**
 * Has the app make the file that is sent, and judges that file as `add` judges those of an app without `prepare`.
 * Only apps with `prepare` load this, and those in which an earlier page had it.
 */
export async function prepareFile<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  context: RunContext<TFile>,
): Promise<File> {
  const { signal } = active
  // Without it, the page before this one prepared what was picked, and this one sends it as it is.
  const { prepare = asPicked } = active.run
  const { enter } = context.code
  const picked = active.run.picked ?? requireFile(active)
  const show = (upload: Upload<TFile>): void => active.dispatch({ type: 'preparationChanged', upload })
  show(enter<TFile>(active.upload, { status: 'inspecting', inspectedBytes: 0, isPreparing: true }))
  const notes = new Set<string>()
  const file = await callPrepare(prepare, picked, {
    signal,
    onProgress: (fraction) => {
      if (!(fraction > 0)) return
      const inspectedBytes = Math.round(Math.min(1, fraction) * shareOfPrepare * active.upload.size)
      active.dispatch({ type: 'inspectionProgressed', inspectedBytes })
    },
    note: (code) => void notes.add(String(code)),
  })
  show(takeResult(active.upload, { file, picked, notes: [...notes] }, context))
  const refusal = toRefusal(judge(active, file, context))
  if (refusal) throw refusal
  return file
}

const asPicked: Prepare = async (file) => file

async function callPrepare(prepare: Prepare, picked: File, given: Parameters<Prepare>[1]): Promise<File> {
  const { signal } = given
  let isOver = false
  const whileAtWork =
    <T>(act: (value: T) => void) =>
    (value: T): void =>
      isOver ? undefined : act(value)
  let prepared: unknown
  try {
    const context = { signal, onProgress: whileAtWork(given.onProgress), note: whileAtWork(given.note) }
    // The app need not heed the signal, and others wait for the place.
    prepared = await untilAborted(Promise.resolve(prepare(picked, context)), signal)
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new PlainError('prepare-failed', 'prepare-threw', { cause })
  } finally {
    isOver = true
  }
  signal.throwIfAborted()
  if (prepared instanceof File) return prepared
  throw new PlainError('prepare-failed', 'prepare-returned-no-file')
}

interface Result {
  readonly file: File
  readonly picked: File
  readonly notes: readonly string[]
}

/** The upload with the facts of its new file. */
function takeResult<TFile extends StoredFile>(
  before: Upload<TFile>,
  { file, picked, notes }: Result,
  { code }: RunContext<TFile>,
): Upload<TFile> {
  const { picked: _picked, notes: _notes, ...upload } = before
  const { name, size, type } = code.factsOf(file)
  const done = before.status === 'inspecting' && before.size > 0 ? before.inspectedBytes / before.size : 0
  return code.enter<TFile>(
    {
      ...upload,
      name,
      size,
      type,
      file,
      ...(file !== picked && { picked: { ...code.factsOf(picked) } }),
      ...(notes.length > 0 && { notes }),
    },
    { status: 'inspecting', inspectedBytes: Math.round(done * size) },
    // A file of another size has other bytes, and none of them was sent. The same file counts as a second attempt.
    { sentBytes: size === before.size ? before.sentBytes : 0 },
  )
}

/** A recovered upload has no restrictions left, so only the backend's own limits apply to it. */
function judge<TFile extends StoredFile>(
  { upload, run }: ActiveUpload<TFile>,
  file: File,
  { code, store }: RunContext<TFile>,
): readonly RejectionReason[] {
  const { restrictions, backend } = run
  const isCounted = (other: Upload): boolean =>
    other.id !== upload.id && other.group === upload.group && hasFinalSize(other)
  const [judgement] = code.validateFiles([file], {
    // The number of files was judged when they were added.
    restrictions: { ...restrictions, maxFiles: Infinity },
    present: () => store.all.filter(isCounted),
    checkBackend: () => backend.check?.(file, upload.metadata) ?? [],
  })
  return judgement?.kind === 'rejected' ? judgement.reasons : []
}

/** Whether it is past `prepare`, so that its size is that of what is sent. */
function hasFinalSize(upload: Upload): boolean {
  if (upload.status === 'inspecting') return !upload.isPreparing
  if (upload.status === 'queued') return upload.next !== 'inspecting'
  return upload.status !== 'paused' || upload.at !== 'inspecting'
}
