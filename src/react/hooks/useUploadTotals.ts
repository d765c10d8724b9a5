'use client'

import type { Snapshot, Totals } from '../../contract/upload.js'
import { shallow } from './shallow.js'
import { useSnapshot } from './useSnapshot.js'

/**
 * Counts, bytes, speed (bytes per second) and progress (0 to 1) of all uploads. Changes at most ten times a second.
 * @throws {Error} outside an `UploadProvider`.
 */
export function useUploadTotals(): Totals {
  return useSnapshot('useUploadTotals', selectTotals, shallow)
}

function selectTotals({ totals }: Snapshot): Totals {
  return totals
}
