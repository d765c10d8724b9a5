'use client'

import type { Rejection, Snapshot } from '../../contract/types.js'
import { useSnapshot } from './useSnapshot.js'

/** The files that were turned away at intake and not yet dismissed. */
export function useRejections(): readonly Rejection[] {
  return useSnapshot('useRejections', selectRejections)
}

function selectRejections({ rejections }: Snapshot): readonly Rejection[] {
  return rejections
}
