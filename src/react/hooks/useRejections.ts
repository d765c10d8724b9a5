'use client'

import type { Rejection } from '../../contract/restrictions.js'
import type { Snapshot } from '../../contract/upload.js'
import { useSnapshot } from './useSnapshot.js'

/**
 * The files that were rejected when they were added, until they are dismissed.
 * @throws {Error} outside an `UploadProvider`.
 */
export function useRejections(): readonly Rejection[] {
  return useSnapshot('useRejections', selectRejections)
}

function selectRejections({ rejections }: Snapshot): readonly Rejection[] {
  return rejections
}
