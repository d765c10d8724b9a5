'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createGlueBackend } from './createGlueBackend.js'
import type { GlueFile } from './GlueFile.js'
import type { GlueBackendOptions } from './options.js'

/**
 * {@link createGlueBackend} for a component: options may be written in place. The backend is another one only when an
 * option changes by value; `headers` and `fetch` are always those of the latest render.
 *
 * @example const backend = useGlueBackend({ endpoint: '/api/attachments/graphql' })
 */
export function useGlueBackend(options: GlueBackendOptions): UploadBackend<GlueFile> {
  return useStableBackend(createGlueBackend, options)
}
