'use client'

import {
  type Context,
  createContext,
  type CSSProperties,
  type ForwardedRef,
  forwardRef,
  type ReactElement,
  type ReactNode,
  useContext,
  useImperativeHandle,
  useMemo,
  useState,
} from 'react'
import { Virtualizer } from 'virtua'
import type { RowsProps } from './useRows.js'

type ListProps = Pick<RowsProps, 'ids' | 'label'>

const ListContext: Context<ListProps> = createContext<ListProps>({ ids: [], label: '' })

/**
 * Renders only the visible rows in a scrolling box, and the row with the focus. It gets code that the page has already
 * loaded as props: an import would move it to a shared chunk.
 */
export function WindowedRows({ ids, label, renderRow, reveal }: RowsProps): ReactElement {
  const [focusedId, setFocusedId] = useState<string | null>(null)
  useImperativeHandle(reveal, () => setFocusedId, [])
  const focusedIndex = focusedId === null ? -1 : ids.indexOf(focusedId)
  return (
    <ListContext.Provider value={useMemo(() => ({ ids, label }), [ids, label])}>
      {/* The handlers only observe the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="coatcheck-upload-scroll"
        style={box}
        onFocus={({ target }) => setFocusedId(target.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? null)}
        onBlur={() => setFocusedId(null)}
      >
        <Virtualizer
          as={Items}
          item={Item}
          data={ids}
          itemSize={estimatedRowPx}
          ssrCount={Math.min(ids.length, rowsBeforeMeasured)}
          keepMounted={focusedIndex === -1 ? none : [focusedIndex]}
        >
          {renderRow}
        </Virtualizer>
      </div>
    </ListContext.Provider>
  )
}

const estimatedRowPx = 72
/** These rows fill the box until it is measured, one frame later. */
const rowsBeforeMeasured = 10
const none: readonly number[] = []

/** The limit is an inline style, because without the style sheet the box would grow and render all rows. */
const box: CSSProperties = {
  overflowY: 'auto',
  overscrollBehavior: 'contain',
  maxBlockSize: 'var(--coatcheck-list-max-block-size, min(70vh, 40rem))',
}

interface ItemsProps {
  readonly style: CSSProperties
  readonly children: ReactNode
}

const Items = forwardRef(function Items({ style, children }: ItemsProps, ref: ForwardedRef<HTMLUListElement>) {
  const { label } = useContext(ListContext)
  return (
    // Safari does not expose a list without bullets as a list.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ul ref={ref} className="coatcheck-upload-items" role="list" aria-label={label} style={style}>
      {children}
    </ul>
  )
})

const Item = forwardRef(function Item(
  { style, children, index }: ItemsProps & { readonly index: number },
  ref: ForwardedRef<HTMLLIElement>,
) {
  const { ids } = useContext(ListContext)
  return (
    <li
      ref={ref}
      className="coatcheck-upload-item"
      data-id={ids[index]}
      aria-posinset={index + 1}
      aria-setsize={ids.length}
      style={style}
    >
      {children}
    </li>
  )
})
