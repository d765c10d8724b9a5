'use client'

import { Fragment, type ReactElement } from 'react'
import type { Totals } from '../../../contract/upload.js'
import { useMessages } from '../../hooks/useMessages.js'
import { Fact } from '../upload-row/status/Fact.js'
import { toPercent } from '../upload-row/status/toPercent.js'
import { useBatchBytes } from './useBatchBytes.js'

interface SummaryLineProps {
  readonly totals: Totals
  readonly isBusy: boolean
}

/** How much has been sent, the time left and the speed, in one line. What does not fit is left out from the end. */
export function SummaryLine({ totals, isBusy }: SummaryLineProps): ReactElement {
  const { formatBytes, formatBytesOf, formatPercent, formatSpeed, status } = useMessages()
  const { bytesPerSecond, progress, secondsLeft } = totals
  const batch = useBatchBytes(totals, isBusy)
  // When all bytes are sent, files are still being registered, and only the percentage counts that.
  const isAllSent = batch.sentBytes >= batch.totalBytes
  const facts = isBusy
    ? [
        !isAllSent && formatBytesOf(batch.sentBytes, batch.totalBytes),
        formatPercent(toPercent(progress) / 100),
        secondsLeft !== undefined && status.secondsLeft(secondsLeft),
        bytesPerSecond !== undefined && formatSpeed(bytesPerSecond),
      ]
    : [totals.totalBytes > 0 && formatBytes(totals.totalBytes)]
  return (
    <span className="coatcheck-summary-line">
      {facts.map(
        (fact) =>
          fact && (
            <Fragment key={fact}>
              <Fact className="coatcheck-summary-fact">{fact}</Fact>{' '}
            </Fragment>
          ),
      )}
    </span>
  )
}
