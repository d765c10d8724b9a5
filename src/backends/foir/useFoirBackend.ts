'use client'

import type { UploadBackend } from '../../contract/backend.js'
import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createFoirBackend } from './createFoirBackend.js'
import type { FoirFile } from './FoirFile.js'
import type { FoirBackendOptions } from './options.js'

/**
 * {@link createFoirBackend} for a component. Returns the same backend until the value of an option changes, so you may
 * write the options in place. `headers` and `fetch` are always those of the latest render.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example const backend = useFoirBackend({ endpoint: '/api/media/graphql', folder })
 */
export function useFoirBackend(options: FoirBackendOptions): UploadBackend<FoirFile> {
  return useStableBackend(createFoirBackend, options)
}
