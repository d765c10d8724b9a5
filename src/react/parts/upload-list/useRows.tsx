'use client'

import { type ReactElement, type ReactNode, type RefObject, useRef } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploadIds } from '../../hooks/useUploadIds.js'
import { type Chunk, useChunk } from '../../shared/useChunk.js'
import { useRowFocus } from '../../shared/useRowFocus.js'
import { useClearUpload } from '../upload-row/useClearUpload.js'
import { Row } from './Row.js'

/** Props of the component that renders the rows, whether all of them or only the visible ones. */
export interface RowsProps {
  readonly ids: readonly string[]
  /** The accessible name of the list. */
  readonly label: string
  readonly renderRow: (id: string) => ReactElement
  /** There are so many that only the visible ones are to be rendered. */
  readonly isLong: boolean
  /** Receives a function that renders a row, however far it is from what is visible, so that it can get the focus. */
  readonly reveal: RefObject<((id: string) => void) | null>
}

interface RowsOptions<TWindowed extends object> {
  readonly group: string | undefined
  /** With more rows than this, only the visible ones are rendered. */
  readonly windowAbove: number
  /** Renders only the visible rows. */
  readonly chunk: Chunk<TWindowed>
  readonly renderUpload: (upload: Upload) => ReactNode
}

interface ListedRows<TWindowed extends object> {
  readonly rows: RowsProps
  /** For the element around the rows. */
  readonly root: RefObject<HTMLDivElement | null>
  /** Null while the rows are few, and until the code for many has loaded. */
  readonly windowed: TWindowed | null
  /** Describes the keys to screen readers. Belongs in the element around the rows. */
  readonly hint: ReactNode
}

/** What a list of rows and a grid of tiles have in common: which uploads, how many at once, and the keys. */
export function useRows<TWindowed extends object>(options: RowsOptions<TWindowed>): ListedRows<TWindowed> {
  const { group, windowAbove, chunk, renderUpload } = options
  const { list } = useMessages()
  const ids = useUploadIds(group)
  const root = useRef<HTMLDivElement | null>(null)
  const reveal = useRef<((id: string) => void) | null>(null)
  const hintId = useRowFocus({
    list: root,
    ids,
    group,
    clear: useClearUpload(),
    reveal: (id) => reveal.current?.(id),
  })
  const isLong = ids.length > windowAbove
  const loaded = useChunk(chunk, isLong)
  const renderRow = (id: string): ReactElement => (
    <Row key={id} id={id}>
      {renderUpload}
    </Row>
  )
  return {
    rows: { ids, label: list.label, renderRow, isLong, reveal },
    root,
    windowed: isLong ? loaded : null,
    hint: hintId && (
      <span id={hintId} hidden className="coatcheck-upload-keys">
        {list.keys}
      </span>
    ),
  }
}
