'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createActiveStorageBackend } from './createActiveStorageBackend.js'
import type { ActiveStorageFile } from './ActiveStorageFile.js'
import type { ActiveStorageBackendOptions } from './options.js'

/**
 * {@link createActiveStorageBackend} for a component. Returns the same backend until the value of an option changes, so
 * you may write the options in place. `headers` and `fetch` are always those of the latest render.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example const backend = useActiveStorageBackend()
 */
export function useActiveStorageBackend(options: ActiveStorageBackendOptions = {}): UploadBackend<ActiveStorageFile> {
  return useStableBackend(createActiveStorageBackend, options)
}
