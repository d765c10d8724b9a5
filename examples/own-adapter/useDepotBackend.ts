'use client'

import { useStableBackend } from 'coatcheck/adapter'
import type { UploadBackend } from 'coatcheck/core'
import { createDepotBackend, type DepotBackendOptions, type DepotFile } from './createDepotBackend.js'

/** Returns the same backend until an option changes by value. `headers` and `fetch` are those of the latest render. */
export function useDepotBackend(options: DepotBackendOptions): UploadBackend<DepotFile> {
  return useStableBackend(createDepotBackend, options)
}
