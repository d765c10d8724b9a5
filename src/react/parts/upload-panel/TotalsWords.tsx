'use client'

import type { ReactElement } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import type { Batch } from './useBatch.js'

/** How many files are stored, in words. */
export function TotalsCount({ batch: { totals } }: { readonly batch: Batch }): ReactElement {
  return <span className="coatcheck-totals-count">{useMessages().summary(totals.done, totals.count)}</span>
}

/** What failed, and how far the rest is. It is never empty, so that nothing moves when a fact comes or goes. */
export function TotalsDetail({ batch: { totals, isBusy, retryable } }: { readonly batch: Batch }): ReactElement {
  const { formatBytes, formatPercent, status, summaryFailed } = useMessages()
  const { failed, progress, secondsLeft, totalBytes } = totals
  const facts = isBusy
    ? [formatPercent(Math.floor(progress * 100) / 100), secondsLeft !== undefined && status.secondsLeft(secondsLeft)]
    : [totalBytes > 0 && formatBytes(totalBytes)]
  return (
    <span className="coatcheck-totals-detail">
      {failed > 0 && (
        <span className="coatcheck-totals-fact" data-failed="">
          <bdi>{summaryFailed(failed, retryable)}</bdi>
        </span>
      )}
      {facts.map(
        (fact) =>
          fact && (
            <span key={fact} className="coatcheck-totals-fact">
              <bdi>{fact}</bdi>
            </span>
          ),
      )}
    </span>
  )
}
