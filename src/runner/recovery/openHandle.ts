import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Upload } from '../../contract/upload.js'
import type { Store } from '../../uploader/Store.js'

/** A recovered upload that lacks its file, and a handle that finds it. */
export interface FoundHandle {
  readonly id: string
  readonly handle: FileSystemFileHandle
  /** The step that the upload continues with. */
  readonly step: Step
  /** The user had paused it, so it does not continue by itself. */
  readonly isPaused: boolean
}

/** Gives the upload a file; false if it is another one. */
export type Provide = (file: File) => Promise<boolean>

/** TypeScript does not declare it. Browsers without it ask for no permission. */
interface Permitted {
  queryPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>
}

/**
 * Provides the file of a recovered upload if the browser may read it, and otherwise gives the row its handle, so that one
 * click allows that. Rejects if the file is gone: then it has to be chosen again.
 */
export async function openHandle<TFile extends StoredFile>(
  { id, handle, isPaused }: FoundHandle,
  store: Store<TFile>,
  provide: Provide,
): Promise<void> {
  const permission = (await (handle as Permitted).queryPermission?.({ mode: 'read' })) ?? 'granted'
  if (permission === 'denied') return
  if (permission !== 'granted' || isPaused) {
    change(id, store, (upload) => ({ ...upload, handle }))
    return
  }
  change(id, store, (upload) => ({ ...upload, isComparing: true }))
  try {
    await provide(await handle.getFile())
  } finally {
    change(id, store, ({ isComparing: _isComparing, ...upload }) => upload)
  }
}

type Paused<TFile extends StoredFile> = Extract<Upload<TFile>, { readonly status: 'paused' }>

/** Changes the row while it lacks its file. Somebody may have chosen the file, or cancelled the upload. */
function change<TFile extends StoredFile>(
  id: string,
  store: Store<TFile>,
  toNext: (upload: Paused<TFile>) => Paused<TFile>,
): void {
  const entry = store.uploadable(id)
  if (entry?.upload.status !== 'paused' || entry.upload.by !== 'file-missing') return
  store.put(toNext(entry.upload), entry.run)
}
