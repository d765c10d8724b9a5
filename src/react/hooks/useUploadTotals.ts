'use client'

import type { Snapshot, Totals } from '../../contract/upload.js'
import { shallow } from './shallow.js'
import { useSnapshot } from './useSnapshot.js'

/** Counts, bytes, speed and progress over all uploads. Changes at most ten times a second. */
export function useUploadTotals(): Totals {
  return useSnapshot('useUploadTotals', selectTotals, shallow)
}

function selectTotals({ totals }: Snapshot): Totals {
  return totals
}
