'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createVisibuildBackend } from './createVisibuildBackend.js'
import type { VisibuildFile } from './VisibuildFile.js'
import type { VisibuildBackendOptions } from './options.js'

/**
 * {@link createVisibuildBackend} for a component. Returns the same backend until the value of an option changes, so you
 * may write the options in place. `headers` and `fetch` are always those of the latest render.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example const backend = useVisibuildBackend({ url: '/api/visibuild' })
 */
export function useVisibuildBackend(options: VisibuildBackendOptions = {}): UploadBackend<VisibuildFile> {
  return useStableBackend(createVisibuildBackend, options)
}
