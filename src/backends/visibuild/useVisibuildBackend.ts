'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createVisibuildBackend } from './createVisibuildBackend.js'
import type { VisibuildFile } from './VisibuildFile.js'
import type { VisibuildBackendOptions } from './options.js'

/**
 * {@link createVisibuildBackend} for a component: options may be written in place. The backend is another one only when an
 * option changes by value; `headers` and `fetch` are always those of the latest render.
 *
 * @example const backend = useVisibuildBackend({ url: '/api/visibuild' })
 */
export function useVisibuildBackend(options: VisibuildBackendOptions = {}): UploadBackend<VisibuildFile> {
  return useStableBackend(createVisibuildBackend, options)
}
