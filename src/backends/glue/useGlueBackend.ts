'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createGlueBackend } from './createGlueBackend.js'
import type { GlueFile } from './GlueFile.js'
import type { GlueBackendOptions } from './options.js'

/**
 * {@link createGlueBackend} for a component. Returns the same backend until the value of an option changes, so you may
 * write the options in place. `headers` and `fetch` are always those of the latest render.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example const backend = useGlueBackend({ endpoint: '/api/attachments/graphql' })
 */
export function useGlueBackend(options: GlueBackendOptions): UploadBackend<GlueFile> {
  return useStableBackend(createGlueBackend, options)
}
