'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createInspectBackend } from './createInspectBackend.js'
import type { InspectFile } from './InspectFile.js'
import type { InspectBackendOptions } from './options.js'

/**
 * {@link createInspectBackend} for a component. Returns the same backend until the value of an option changes, so you
 * may write the options in place. `headers` and `fetch` are always those of the latest render.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example const backend = useInspectBackend({ url, headers: () => ({ Authorization: token }), assetId })
 */
export function useInspectBackend(options: InspectBackendOptions): UploadBackend<InspectFile> {
  return useStableBackend(createInspectBackend, options)
}
