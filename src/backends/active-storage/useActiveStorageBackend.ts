'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createActiveStorageBackend } from './createActiveStorageBackend.js'
import type { ActiveStorageFile } from './ActiveStorageFile.js'
import type { ActiveStorageBackendOptions } from './options.js'

/**
 * {@link createActiveStorageBackend} for a component: options may be written in place. The backend is another one only when an
 * option changes by value; `headers` and `fetch` are always those of the latest render.
 *
 * @example const backend = useActiveStorageBackend()
 */
export function useActiveStorageBackend(options: ActiveStorageBackendOptions = {}): UploadBackend<ActiveStorageFile> {
  return useStableBackend(createActiveStorageBackend, options)
}
