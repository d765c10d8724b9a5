'use client'

import type { ReactElement } from 'react'
import type { Totals } from '../../../contract/upload.js'
import { useMessages } from '../../hooks/useMessages.js'

/** How many files are stored, in words. */
export function SummaryCount({ totals: { done, count } }: { readonly totals: Totals }): ReactElement {
  const { summary } = useMessages()
  return (
    <span className="coatcheck-summary-count">
      <bdi className="coatcheck-text">{summary(done, count)}</bdi>
    </span>
  )
}
