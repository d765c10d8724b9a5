import type { UploadBackend, WatchContext } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'

interface Watcher {
  readonly id: string
  readonly onChange: (file: StoredFile) => void
  readonly context: WatchContext
}

/** The fake backend's `watch`, and what it reports to. */
export interface FakeWatchers {
  readonly watch: NonNullable<UploadBackend['watch']>
  /** The ids of the watched files. */
  ids(): readonly string[]
  report(file: StoredFile): void
  /** Loses the source of the changes of a file. */
  lose(fileId: string): void
}

/** Each watcher stays until its signal is aborted. */
export function createFakeWatchers(): FakeWatchers {
  const watchers = new Set<Watcher>()
  const of = (fileId: string): readonly Watcher[] => [...watchers].filter(({ id }) => id === fileId)
  return {
    watch(id, onChange, context) {
      const watcher = { id, onChange, context }
      watchers.add(watcher)
      context.signal.addEventListener('abort', () => watchers.delete(watcher))
    },
    ids: () => Array.from(watchers, ({ id }) => id),
    report(file) {
      for (const { onChange } of of(file.id)) onChange(file)
    },
    lose(fileId) {
      for (const { context } of of(fileId)) context.onError(new Error('The source was lost.'))
    },
  }
}
