'use client'

import { useCallback, useState } from 'react'
import { createKeyedQueue, type KeyedQueue } from '../../backends/createKeyedQueue.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { FileChange, StoredFile } from '../../contract/storedFile.js'
import { systemClock } from '../../page/systemClock.js'
import { createId } from '../../shared/createId.js'
import { callWithRetry } from './callWithRetry.js'
import { useVerbTarget } from './useVerbTarget.js'

/** Options of {@link useUpdateFile}. */
export interface UpdateFileOptions<TFile extends StoredFile = StoredFile> {
  /** The backend that the file is stored with. Default: the one that files are added with. */
  readonly backend?: UploadBackend<TFile> | undefined
}

/** The result of {@link useUpdateFile}. */
export interface UpdateFile<TFile extends StoredFile = StoredFile> {
  /**
   * Changes the name or the alternative text of a file; a member that is left out stays, and '' clears it. The gallery
   * shows the change at once, and the old text again if the backend refuses, which rejects. Changes to the same file are
   * sent one after another. Null if the backend cannot change files.
   */
  readonly updateFile: ((id: string, change: FileChange) => Promise<TFile>) | null
  /** Changes of this component are under way. */
  readonly isUpdating: boolean
  /** Why the last change of this component was refused; null if it was not. */
  readonly error: unknown
}

const queues = new WeakMap<object, KeyedQueue>()

/** Two components may change the same file, so the order is that of the backend and not of a component. */
function findQueue(backend: object): KeyedQueue {
  const queue = queues.get(backend) ?? createKeyedQueue()
  queues.set(backend, queue)
  return queue
}

/**
 * Changes the name and the alternative text of stored files.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * const { updateFile } = useUpdateFile()
 * await updateFile?.(item.file.id, { alt: 'A lighthouse at dusk' })
 */
export function useUpdateFile<TFile extends StoredFile = StoredFile>({
  backend: given,
}: UpdateFileOptions<TFile> = {}): UpdateFile<TFile> {
  const { backend, draft } = useVerbTarget('useUpdateFile', given)
  const [state, setState] = useState<{ readonly running: number; readonly error: unknown }>({ running: 0, error: null })

  const update = useCallback(
    async (id: string, change: FileChange): Promise<TFile> => {
      setState(({ running }) => ({ running: running + 1, error: null }))
      draft.change(id, change)
      try {
        const file = await send(backend, id, change)
        draft.settle(id, change, file)
        setState(({ running, error }) => ({ running: running - 1, error }))
        return file
      } catch (error) {
        draft.settle(id, change)
        setState(({ running }) => ({ running: running - 1, error }))
        throw error
      }
    },
    [backend, draft],
  )
  return {
    updateFile: backend.updateFile ? update : null,
    isUpdating: state.running > 0,
    error: state.error,
  }
}

async function send<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  id: string,
  change: FileChange,
): Promise<TFile> {
  const { signal } = new AbortController()
  const idempotencyKey = createId()
  const context = { signal, attempt: 1, keepalive: false, idempotencyKey }
  return findQueue(backend)(id, context, async () =>
    callWithRetry({
      backend,
      signal,
      clock: systemClock,
      call: async (attempt, callSignal) => {
        if (!backend.updateFile) throw new TypeError('The backend cannot change files.')
        return backend.updateFile(id, change, { ...context, attempt, signal: callSignal })
      },
    }),
  )
}
