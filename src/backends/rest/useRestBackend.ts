'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createRestBackend } from './createRestBackend.js'
import type { RestBackendOptions } from './options.js'
import type { RestFile } from './RestFile.js'

/**
 * {@link createRestBackend} for a component. Returns the same backend until the value of an option changes, so you may
 * write the options in place. `headers` and `fetch` are always those of the latest render.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example
 * const backend = useRestBackend({ url: `/api/projects/${projectId}/uploads`, headers: () => ({ Authorization: token }) })
 */
export function useRestBackend(options: RestBackendOptions): UploadBackend<RestFile> {
  return useStableBackend(createRestBackend, options)
}
