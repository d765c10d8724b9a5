'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createInspectBackend } from './createInspectBackend.js'
import type { InspectFile } from './InspectFile.js'
import type { InspectBackendOptions } from './options.js'

/**
 * {@link createInspectBackend} for a component: options may be written in place. The backend is another one only when an
 * option changes by value; `headers` and `fetch` are always those of the latest render.
 *
 * @example const backend = useInspectBackend({ url, headers: () => ({ Authorization: token }), assetId })
 */
export function useInspectBackend(options: InspectBackendOptions): UploadBackend<InspectFile> {
  return useStableBackend(createInspectBackend, options)
}
