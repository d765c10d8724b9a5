'use client'

import { useState } from 'react'
import type { Totals } from '../../../contract/upload.js'

/** The bytes of the files that are under way and of those that were finished meanwhile. */
export interface BatchBytes {
  readonly sentBytes: number
  readonly totalBytes: number
}

/**
 * Leaves out what was sent before the present batch began, so that the bytes agree with the progress. The totals count
 * all rows of the list.
 */
export function useBatchBytes({ failed, progress, sentBytes, totalBytes }: Totals, isBusy: boolean): BatchBytes {
  // Without a failure, what is neither done nor under way is paused, and a batch goes on after a pause.
  const goesOn = isBusy || (!failed && progress < 1)
  const [last, setLast] = useState({ sentBytes, before: goesOn ? 0 : sentBytes })
  // Fewer than before: rows have left the list, and first those that were finished long ago.
  const cleared = Math.max(0, last.sentBytes - sentBytes)
  const before = goesOn ? Math.max(0, last.before - cleared) : sentBytes
  if (last.sentBytes !== sentBytes || last.before !== before) setLast({ sentBytes, before })
  return { sentBytes: sentBytes - before, totalBytes: totalBytes - before }
}
