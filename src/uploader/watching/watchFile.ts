import type { StoredFile } from '../../contract/storedFile.js'
import { pollFile } from './pollFile.js'
import type { WatchTask } from './WatchTask.js'

/** Watches one file by the backend's own means and, without any or once they are lost, by asking for it. */
export function watchFile<TFile extends StoredFile>(task: WatchTask<TFile>): void {
  const { backend, fileId, signal, ports } = task
  if (!backend.watch) return void pollFile(task)
  let isLost = false
  const onError = (): void => {
    if (isLost || signal.aborted) return
    isLost = true
    void pollFile({ ...task, sinceMs: ports.clock.now() })
  }
  try {
    backend.watch(fileId, task.onChange, { signal, onError })
  } catch {
    onError()
  }
}
