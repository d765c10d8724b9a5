'use client'

import { useCallback } from 'react'
import type { Snapshot, Totals } from '../../../contract/upload.js'
import { isStill } from '../../../uploader/selectors.js'
import { shallow } from '../../hooks/shallow.js'
import { useSnapshot } from '../../hooks/useSnapshot.js'
import { useUploads } from '../../hooks/useUploads.js'
import { useCoatcheck } from '../../provider/context.js'
import { isInGroup } from '../../shared/isInGroup.js'
import { GroupTotals } from './GroupTotals.js'

/** What the uploads of a group amount to. */
export interface Batch {
  readonly totals: Totals
  /** Something is under way. */
  readonly isBusy: boolean
}

/** Counts, bytes, speed and progress of the uploads of one group; of all uploads without a group. */
export function useBatch(caller: string, group: string | undefined): Batch {
  const { uploader } = useCoatcheck(caller)
  const select = useCallback(
    ({ uploads, totals }: Snapshot) =>
      group === undefined
        ? totals
        : totalsOf(uploader, group).update(uploads.filter((upload) => isInGroup(upload, group))),
    [uploader, group],
  )
  const totals = useSnapshot(caller, select, shallow)
  const isBusy = useUploads((uploads) => uploads.some((upload) => isInGroup(upload, group) && !isStill(upload)))
  return { totals, isBusy }
}

/** Shared by the parts of a page, so that one that is rendered later shows the same progress as the others. */
const known = new WeakMap<object, Map<string, GroupTotals>>()

function totalsOf(uploader: object, group: string): GroupTotals {
  const groups = known.get(uploader) ?? new Map<string, GroupTotals>()
  known.set(uploader, groups)
  const totals = groups.get(group) ?? new GroupTotals()
  groups.set(group, totals)
  return totals
}
