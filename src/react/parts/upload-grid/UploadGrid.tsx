'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactElement, type ReactNode, useRef } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploads } from '../../hooks/useUploads.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { Chunk, useChunk } from '../../shared/useChunk.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { useRowFocus } from '../../shared/useRowFocus.js'
import { RejectionList } from '../rejection-list/RejectionList.js'
import { Row } from '../upload-list/Row.js'
import { useGradualCount } from '../upload-list/useGradualCount.js'
import { useClearUpload } from '../upload-row/useClearUpload.js'
import { UploadTile } from './UploadTile.js'

/** The state that the `className` function of an {@link UploadGrid} receives. */
export interface UploadGridState {
  /** The number of uploads in the grid. */
  readonly count: number
  /** Only the visible tiles are rendered. `[data-windowed]` */
  readonly isWindowed: boolean
}

interface UploadGridOwnProps<TFile extends StoredFile> {
  /** Shows only uploads and rejections of this group. Default: all. */
  readonly group?: string | undefined
  /** Whether rejected files are shown above the tiles. @default true */
  readonly rejections?: boolean | undefined
  /** With more tiles than this, only the visible ones are rendered. @default 100 */
  readonly windowAbove?: number | undefined
  /** How large the tiles are. `[data-density]` @default 'comfortable' */
  readonly density?: 'comfortable' | 'compact' | undefined
  readonly className?: ClassName<UploadGridState>
  /** Renders a tile. Default: an `UploadTile` with all parts. */
  readonly children?: ((upload: Upload<TFile>) => ReactNode) | undefined
}

/** Props of {@link UploadGrid}. */
export type UploadGridProps<TFile extends StoredFile = StoredFile> = PartProps<
  HTMLAttributes<HTMLDivElement>,
  UploadGridOwnProps<TFile>
>

/** The type of {@link UploadGrid}, generic in the type of the stored file. */
export interface UploadGridPart extends Part<HTMLDivElement, UploadGridProps> {
  <TFile extends StoredFile>(
    props: UploadGridProps<TFile> & { readonly ref?: ForwardedRef<HTMLDivElement> },
  ): ReactElement | null
}

/**
 * The uploads as tiles, in the order they were added: for photos, where `UploadList` is for files. Rejected files and
 * the reasons are shown above them. It is a single stop of the Tab key, as the list is.
 * @throws {Error} outside an `UploadProvider`.
 * @example <UploadGrid group="photos" density="compact" />
 */
export const UploadGrid: UploadGridPart = forwardRef(function UploadGrid(
  props: UploadGridProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const {
    group,
    rejections = true,
    windowAbove = 100,
    density = 'comfortable',
    className,
    children = renderDefaultTile,
    ...rest
  } = props
  const ids = useUploads((uploads) =>
    uploads.flatMap((upload) => (group === undefined || upload.group === group ? [upload.id] : [])),
  )
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
  const windowed = useChunk(windowedChunk, isLong)
  const { list } = useMessages()
  const state: UploadGridState = { count: ids.length, isWindowed: isLong && windowed !== null }
  const renderTile = (id: string): ReactElement => (
    <Row key={id} id={id}>
      {children}
    </Row>
  )
  return (
    <div
      {...rest}
      ref={useMergedRef(ref, root)}
      className={joinClasses('coatcheck-upload-grid', className, state)}
      data-density={density}
      data-windowed={flag(state.isWindowed)}
    >
      {rejections && <RejectionList group={group} />}
      {isLong && windowed ? (
        <windowed.WindowedTiles ids={ids} label={list.label} reveal={reveal} renderTile={renderTile} />
      ) : (
        <PlainTiles ids={ids} limit={isLong ? firstTileCount : ids.length} renderTile={renderTile} />
      )}
      {hintId && (
        <span id={hintId} hidden className="coatcheck-upload-keys">
          {list.keys}
        </span>
      )}
    </div>
  )
}) as UploadGridPart

const windowedChunk = new Chunk(() => import('./WindowedTiles.js'))

/** These tiles fill a screen until the windowed grid has loaded, or if it cannot be loaded. */
const firstTileCount = 24

/** Adding the files and rendering so many tiles share a task, which must stay short. */
const tilesPerTask = 8

function renderDefaultTile(upload: Upload): ReactNode {
  return <UploadTile upload={upload} />
}

interface PlainTilesProps {
  readonly ids: readonly string[]
  readonly limit: number
  readonly renderTile: (id: string) => ReactElement
}

function PlainTiles({ ids, limit, renderTile }: PlainTilesProps): ReactElement | null {
  const { list } = useMessages()
  const count = useGradualCount(limit, tilesPerTask)
  const hidden = ids.length - limit
  if (ids.length === 0) return null
  return (
    <>
      {/* Safari does not expose a list without bullets as a list. */}
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className="coatcheck-grid-items" role="list" aria-label={list.label}>
        {ids.slice(0, count).map((id, index) => (
          <li
            key={id}
            className="coatcheck-grid-item"
            data-id={id}
            aria-posinset={hidden > 0 ? index + 1 : undefined}
            aria-setsize={hidden > 0 ? ids.length : undefined}
          >
            {renderTile(id)}
          </li>
        ))}
      </ul>
      {hidden > 0 && count === limit && <p className="coatcheck-grid-more">{list.more(hidden)}</p>}
    </>
  )
}
