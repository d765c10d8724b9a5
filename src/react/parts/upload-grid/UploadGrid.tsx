'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactElement, type ReactNode } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { createChunk } from '../../shared/useChunk.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { RejectionList } from '../rejection-list/RejectionList.js'
import { PlainRows } from '../upload-list/PlainRows.js'
import { useRows } from '../upload-list/useRows.js'
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
  const { rows, root, windowed, hint } = useRows({
    group,
    windowAbove,
    chunk: windowedChunk,
    renderUpload: children,
  })
  const state: UploadGridState = { count: rows.ids.length, isWindowed: windowed !== null }
  return (
    <div
      {...rest}
      ref={useMergedRef(ref, root)}
      className={joinClasses('coatcheck-upload-grid', className, state)}
      data-density={density}
      data-windowed={flag(state.isWindowed)}
    >
      {rejections && <RejectionList group={group} />}
      {windowed ? (
        <windowed.WindowedTiles {...rows} />
      ) : (
        <PlainRows {...rows} firstRows={firstTileCount} classes={classes} />
      )}
      {hint}
    </div>
  )
}) as UploadGridPart

const windowedChunk = createChunk(() => import('./WindowedTiles.js'))

/** These tiles fill a screen until the windowed grid has loaded, or if it cannot be loaded. */
const firstTileCount = 24

const classes = { items: 'coatcheck-grid-items', item: 'coatcheck-grid-item', more: 'coatcheck-grid-more' }

function renderDefaultTile(upload: Upload): ReactNode {
  return <UploadTile upload={upload} />
}
