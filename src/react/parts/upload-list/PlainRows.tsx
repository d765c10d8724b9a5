'use client'

import type { ReactElement } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import { useGradualCount } from './useGradualCount.js'
import type { RowsProps } from './useRows.js'

interface PlainRowsProps extends RowsProps {
  /** How many rows of a long list are rendered. Other lists are rendered whole. */
  readonly firstRows: number
  readonly classes: { readonly items: string; readonly item: string; readonly more: string }
}

/**
 * Adding the files and rendering so many rows share a task, which must stay short. A few files appear all at once, because
 * rows that follow would move what is below the list. With many files, adding takes longer, and the list grows in any case.
 */
const [rowsOfFew, rowsOfMany] = [8, 4]

/** Renders the first rows, and says how many there are beyond them. */
export function PlainRows({ ids, label, isLong, firstRows, classes, renderRow }: PlainRowsProps): ReactElement | null {
  const { list } = useMessages()
  const limit = isLong ? firstRows : ids.length
  const count = useGradualCount(limit, isLong ? rowsOfMany : rowsOfFew)
  const hidden = ids.length - limit
  if (ids.length === 0) return null
  return (
    <>
      {/* Safari does not expose a list without bullets as a list. */}
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className={classes.items} role="list" aria-label={label}>
        {ids.slice(0, count).map((id, index) => (
          <li
            key={id}
            className={classes.item}
            data-id={id}
            {...(hidden > 0 && { 'aria-posinset': index + 1, 'aria-setsize': ids.length })}
          >
            {renderRow(id)}
          </li>
        ))}
      </ul>
      {/* The first number to be formatted loads the language's rules, so it waits for the rows. */}
      {hidden > 0 && count === limit && <p className={classes.more}>{list.more(hidden)}</p>}
    </>
  )
}
