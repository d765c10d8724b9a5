import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
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
  if (permission === 'granted' && !isPaused) {
    await provide(await handle.getFile())
    return
  }
  const entry = store.running(id)
  // Somebody may have chosen the file, or cancelled the upload.
  if (entry?.upload.status !== 'paused' || entry.upload.by !== 'file-missing') return
  store.put({ ...entry.upload, handle }, entry.run)
}
