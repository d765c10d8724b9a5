'use client'

import type { QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { browserPage } from '../../page/hostPage.js'
import { systemClock } from '../../page/systemClock.js'
import { preloadCalls } from '../../uploader/preloadCalls.js'
import { Deletions, type FailedDeletion, type PendingDeletion } from './Deletions.js'
import { StoredRows } from './StoredRows.js'
import { useVerbTarget } from './useVerbTarget.js'

/** Options of {@link useDeleteFiles} and `useDeleteFile`. */
export interface DeleteFilesOptions<TFile extends StoredFile = StoredFile> {
  /** The backend that the files are stored with. Default: the one that files are added with. */
  readonly backend?: UploadBackend<TFile> | undefined
  /** The time to undo, milliseconds. @default 7000 */
  readonly undoMs?: number | undefined
  /** The backend has deleted these files. Not called if the page was left. */
  readonly onDeleted?: ((files: readonly TFile[]) => void) | undefined
  /** The backend has not deleted these files, so they are back. */
  readonly onFailed?: ((failures: readonly FailedDeletion<TFile>[]) => void) | undefined
}

/** The result of {@link useDeleteFiles}. */
export interface DeleteFiles<TFile extends StoredFile = StoredFile> {
  /**
   * Takes files out of the gallery, and their rows out of lists and forms. The backend is called when the time to undo is
   * over or the page is left. Returns an id for `undo`. Null if the backend cannot delete files.
   */
  readonly deleteFiles: ((files: readonly TFile[]) => string) | null
  /** Brings back the files of a deletion. Default: of the last one. Does nothing once the time is over. */
  readonly undo: (id?: string) => void
  /** The deletions that can be undone, oldest first, whichever component made them. */
  readonly pending: readonly PendingDeletion[]
  /** The files that the backend did not delete, and why. They are back in the gallery. */
  readonly failed: readonly FailedDeletion[]
  /** Empties `failed`. */
  readonly dismissFailed: () => void
}

const shared = new WeakMap<QueryClient, Deletions>()

function findDeletions(queryClient: QueryClient): Deletions {
  const deletions = shared.get(queryClient) ?? new Deletions({ clock: systemClock, page: browserPage })
  shared.set(queryClient, deletions)
  return deletions
}

/**
 * Deletes stored files, with time to undo. They leave the gallery at once, and come back if the backend refuses.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * const { deleteFiles, pending, undo } = useDeleteFiles()
 * …
 * {deleteFiles && <button onClick={() => deleteFiles([item.file])}>Delete</button>}
 * {pending.length > 0 && <button onClick={() => undo()}>Undo</button>}
 */
export function useDeleteFiles<TFile extends StoredFile = StoredFile>(
  options: DeleteFilesOptions<TFile> = {},
): DeleteFiles<TFile> {
  const { uploader, queryClient, backend, draft } = useVerbTarget('useDeleteFiles', options.backend)
  const deletions = findDeletions(queryClient)
  const { pending, failed } = useSyncExternalStore(deletions.subscribe, deletions.getSnapshot, deletions.getSnapshot)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const add = useCallback(
    (files: readonly TFile[]): string => {
      // A closing page cannot wait for code.
      preloadCalls(backend)
      const { undoMs = defaultUndoMs } = latest.current
      return deletions.add(files, {
        backend,
        draft,
        rows: new StoredRows(uploader, backend),
        undoMs,
        onDeleted: (deleted) => latest.current.onDeleted?.(deleted),
        onFailed: (failures) => latest.current.onFailed?.(failures),
      })
    },
    [deletions, backend, draft, uploader],
  )
  const canDelete = backend.deleteFile !== undefined
  return useMemo(
    () => ({
      deleteFiles: canDelete ? add : null,
      undo: (id) => deletions.undo(id),
      pending,
      failed,
      dismissFailed: () => deletions.dismiss(),
    }),
    [canDelete, add, deletions, pending, failed],
  )
}

const defaultUndoMs = 7000
