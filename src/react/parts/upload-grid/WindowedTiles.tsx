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
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Virtualizer } from 'virtua'
import type { RowsProps } from '../upload-list/useRows.js'

const LabelContext: Context<string> = createContext('')

/**
 * Renders only the visible lines of tiles in a scrolling box, and the line with the focus. It gets code that the page
 * has already loaded as props: an import would move it to a shared chunk.
 */
export function WindowedTiles({ ids, label, renderRow, reveal }: RowsProps): ReactElement {
  const probe = useRef<HTMLDivElement>(null)
  const columns = useColumnCount(probe)
  const lines = useMemo(() => splitIntoLines(ids, columns), [ids, columns])
  const [focusedId, setFocusedId] = useState<string | null>(null)
  useImperativeHandle(reveal, () => setFocusedId, [])
  const focusedLine = focusedId === null ? -1 : Math.floor(ids.indexOf(focusedId) / columns)
  return (
    <LabelContext.Provider value={label}>
      {/* The handlers only observe the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="coatcheck-grid-scroll"
        style={box}
        onFocus={({ target }) => setFocusedId(target.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? null)}
        onBlur={() => setFocusedId(null)}
      >
        <div ref={probe} className="coatcheck-grid-items" style={{ visibility: 'hidden' }}>
          <div className="coatcheck-grid-item" />
        </div>
        <Virtualizer
          as={Lines}
          item={Line}
          data={lines}
          itemSize={estimatedLinePx}
          ssrCount={Math.min(lines.length, linesBeforeMeasured)}
          keepMounted={focusedLine < 0 ? none : [focusedLine]}
        >
          {(line, lineIndex) => (
            <div key={line[0]} className="coatcheck-grid-items">
              {line.map((id, index) => (
                <div
                  key={id}
                  className="coatcheck-grid-item"
                  // A list item must be a child of its list, but here is a line between them.
                  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
                  role="listitem"
                  data-id={id}
                  aria-posinset={lineIndex * columns + index + 1}
                  aria-setsize={ids.length}
                >
                  {renderRow(id)}
                </div>
              ))}
            </div>
          )}
        </Virtualizer>
      </div>
    </LabelContext.Provider>
  )
}

const estimatedLinePx = 220
/** These lines fill the box until it is measured, one frame later. */
const linesBeforeMeasured = 4
const none: readonly number[] = []

/** The limit is an inline style, because without the style sheet the box would grow and render all tiles. */
const box: CSSProperties = {
  overflowY: 'auto',
  overscrollBehavior: 'contain',
  maxBlockSize: 'var(--coatcheck-list-max-block-size, min(70vh, 40rem))',
}

function splitIntoLines(ids: readonly string[], columns: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / columns) }, (_, line) =>
    ids.slice(line * columns, (line + 1) * columns),
  )
}

/**
 * The number of columns that the style sheet makes of the present width; one without a style sheet. The probe and the
 * item in it are both observed: another density or tile size changes the width of a column alone.
 */
function useColumnCount(probe: { readonly current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(1)
  useEffect(() => {
    const element = probe.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setColumns(countColumns(element)))
    for (const box of [element, ...element.children]) observer.observe(box)
    return () => observer.disconnect()
  }, [probe])
  return columns
}

function countColumns(element: HTMLElement): number {
  const { display, gridTemplateColumns } = getComputedStyle(element)
  return display === 'grid' ? Math.max(1, gridTemplateColumns.split(' ').length) : 1
}

interface LinesProps {
  readonly style: CSSProperties
  readonly children: ReactNode
}

const Lines = forwardRef(function Lines({ style, children }: LinesProps, ref: ForwardedRef<HTMLDivElement>) {
  return (
    // The items are not children of the list but of its lines, which a <ul> does not allow.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div ref={ref} className="coatcheck-grid-lines" role="list" aria-label={useContext(LabelContext)} style={style}>
      {children}
    </div>
  )
})

const Line = forwardRef(function Line({ style, children }: LinesProps, ref: ForwardedRef<HTMLDivElement>) {
  return (
    <div ref={ref} className="coatcheck-grid-line" style={style}>
      {children}
    </div>
  )
})
