'use client'

import type { CSSProperties, ReactElement } from 'react'
import type { Totals } from '../../../contract/upload.js'
import { useMessages } from '../../hooks/useMessages.js'
import { toPercent } from '../upload-row/status/toPercent.js'

interface ProgressOfAllProps {
  readonly totals: Totals
  /** If nothing is under way, it only keeps its place. */
  readonly isBusy: boolean
  readonly className: string
}

/** The progress of several uploads as a bar. */
export function ProgressOfAll({ totals, isBusy, className }: ProgressOfAllProps): ReactElement {
  const { formatPercent, joinFacts, list, summary } = useMessages()
  const { progress, done, count } = totals
  if (!isBusy) return <div className={className} />
  return (
    <div
      className={className}
      // A <progress> cannot be styled the same way in all browsers.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={list.progressOfAll}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={toPercent(progress)}
      aria-valuetext={joinFacts([formatPercent(toPercent(progress) / 100), summary(done, count)])}
      data-busy=""
      style={{ '--coatcheck-progress': progress } as CSSProperties}
    />
  )
}
