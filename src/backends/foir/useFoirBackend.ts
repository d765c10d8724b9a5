'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createFoirBackend } from './createFoirBackend.js'
import type { FoirFile } from './FoirFile.js'
import type { FoirBackendOptions } from './options.js'

/**
 * {@link createFoirBackend} for a component: options may be written in place. The backend is another one only when an
 * option changes by value; `headers` and `fetch` are always those of the latest render.
 *
 * @example const backend = useFoirBackend({ endpoint: '/api/media/graphql', folder })
 */
export function useFoirBackend(options: FoirBackendOptions): UploadBackend<FoirFile> {
  return useStableBackend(createFoirBackend, options)
}
