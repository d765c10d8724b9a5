'use client'

import type { CSSProperties, ReactElement } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import type { Batch } from '../upload-summary/useBatch.js'

/** The progress of several uploads as a bar along an edge. It keeps its place while nothing is under way. */
export function TotalsProgress({ batch: { totals, isBusy } }: { readonly batch: Batch }): ReactElement {
  const { formatPercent, joinFacts, list, summary } = useMessages()
  const percent = Math.floor(totals.progress * 100)
  if (!isBusy) return <div className="coatcheck-totals-progress" />
  return (
    <div
      className="coatcheck-totals-progress"
      // A <progress> cannot be styled the same way in all browsers.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={list.progressOfAll}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={joinFacts([formatPercent(percent / 100), summary(totals.done, totals.count)])}
      data-busy=""
      style={{ '--coatcheck-progress': totals.progress } as CSSProperties}
    />
  )
}
