'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createRestBackend } from './createRestBackend.js'
import type { RestBackendOptions } from './options.js'
import type { RestFile } from './RestFile.js'

/**
 * {@link createRestBackend} for a component: options may be written in place. The backend is another one only when an
 * option changes by value; `headers` and `fetch` are always those of the latest render.
 *
 * @example
 * const backend = useRestBackend({ url: `/api/projects/${projectId}/uploads`, headers: () => ({ Authorization: token }) })
 */
export function useRestBackend(options: RestBackendOptions): UploadBackend<RestFile> {
  return useStableBackend(createRestBackend, options)
}
