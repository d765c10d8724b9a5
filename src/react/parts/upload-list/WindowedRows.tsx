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
  useState,
} from 'react'
import { Virtualizer } from 'virtua'
import { useMessages } from '../../hooks/useMessages.js'
import { Row } from './Row.js'
import type { WindowedRowsProps } from './useWindowedRows.js'

const IdsContext: Context<readonly string[]> = createContext<readonly string[]>([])

/** Only the rows in sight, in a box that scrolls. The one with the focus stays wherever it is scrolled to. */
export function WindowedRows({ ids, children }: WindowedRowsProps): ReactElement {
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const focusedIndex = focusedId === null ? -1 : ids.indexOf(focusedId)
  return (
    <IdsContext.Provider value={ids}>
      {/* The handlers only watch the focus pass. */}
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
          {(id) => (
            <Row key={id} id={id}>
              {children}
            </Row>
          )}
        </Virtualizer>
      </div>
    </IdsContext.Provider>
  )
}

const estimatedRowPx = 72
/** The box is measured a frame later: until then it is filled, not empty. */
const rowsBeforeMeasured = 10
const none: readonly number[] = []

/** Without a limit the box would grow with its rows and show them all, so this is not left to the style sheet. */
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
  const { list } = useMessages()
  return (
    // Safari takes the meaning from lists without bullets.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ul ref={ref} className="coatcheck-upload-items" role="list" aria-label={list.label} style={style}>
      {children}
    </ul>
  )
})

const Item = forwardRef(function Item(
  { style, children, index }: ItemsProps & { readonly index: number },
  ref: ForwardedRef<HTMLLIElement>,
) {
  const ids = useContext(IdsContext)
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
