'use client'

import { useCallback } from 'react'
import type { Snapshot, Totals, Upload } from '../../../contract/upload.js'
import { computeTotals, isInitial, isStill } from '../../../uploader/selectors.js'
import { shallow } from '../../hooks/shallow.js'
import { useSnapshot } from '../../hooks/useSnapshot.js'
import { useUploads } from '../../hooks/useUploads.js'
import { isInGroup } from '../../shared/isInGroup.js'

/** What the uploads of a group amount to. */
export interface Batch {
  readonly totals: Totals
  /** Something is under way. */
  readonly isBusy: boolean
}

/** Counts, bytes, speed and progress of the uploads of one group; of all uploads without a group. */
export function useBatch(caller: string, group: string | undefined): Batch {
  const select = useCallback(
    ({ uploads, totals }: Snapshot) =>
      group === undefined ? totals : computeGroupTotals(uploads.filter((upload) => isInGroup(upload, group))),
    [group],
  )
  const totals = useSnapshot(caller, select, shallow)
  const isBusy = useUploads((uploads) => uploads.some((upload) => isInGroup(upload, group) && !isStill(upload)))
  return { totals, isBusy }
}

/** The uploader measures only the whole, so the batch of a group is everything in it that was not stored before. */
function computeGroupTotals(uploads: readonly Upload[]): Totals {
  return computeTotals(uploads, {
    batch: new Set(uploads.filter((upload) => !isInitial(upload)).map(({ id }) => id)),
    progressBefore: 0,
    bytesPerSecond: uploads.reduce(
      (sum, upload) => sum + (upload.status === 'sending' ? (upload.bytesPerSecond ?? 0) : 0),
      0,
    ),
  })
}
