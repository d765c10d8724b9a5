'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactElement, type ReactNode } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import { flag, joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { RejectionList } from '../rejection-list/RejectionList.js'
import { UploadRow } from '../upload-row/UploadRow.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { createChunk } from '../../shared/useChunk.js'
import { PlainRows } from './PlainRows.js'
import { useClearLater } from './useClearLater.js'
import { useRows } from './useRows.js'

/** The state that the `className` function of an {@link UploadList} receives. */
export interface UploadListState {
  /** The number of uploads in the list. */
  readonly count: number
  /** Only the visible rows are rendered. `[data-windowed]` */
  readonly isWindowed: boolean
}

interface UploadListOwnProps<TFile extends StoredFile> {
  /** Shows only uploads and rejections of this group. Default: all. */
  readonly group?: string | undefined
  /**
   * Whether rejected files are shown above the rows.
   * @default true
   */
  readonly rejections?: boolean | undefined
  /**
   * With more rows than this, only the visible ones are rendered.
   * @default 100
   */
  readonly windowAbove?: number | undefined
  /**
   * Lets the row of an upload leave the list this long after it was done or cancelled, in milliseconds. Rows stay while
   * they have the focus, if a form field with a `name` sends their ids, and if they come from `addStored`. Nothing is
   * deleted at the backend. Default: rows stay.
   * @example <UploadList clearFinishedAfterMs={5000} />
   */
  readonly clearFinishedAfterMs?: number | undefined
  /** How much room the rows take. `[data-density]` Default: that of the part around the list, or else 'comfortable'. */
  readonly density?: 'comfortable' | 'compact' | undefined
  readonly className?: ClassName<UploadListState>
  /** Renders a row. Default: an `UploadRow` with all parts. */
  readonly children?: ((upload: Upload<TFile>) => ReactNode) | undefined
}

/** Props of {@link UploadList}. */
export type UploadListProps<TFile extends StoredFile = StoredFile> = PartProps<
  HTMLAttributes<HTMLDivElement>,
  UploadListOwnProps<TFile>
>

/** The type of {@link UploadList}, generic in the type of the stored file. */
export interface UploadListPart extends Part<HTMLDivElement, UploadListProps> {
  <TFile extends StoredFile>(
    props: UploadListProps<TFile> & { readonly ref?: ForwardedRef<HTMLDivElement> },
  ): ReactElement | null
}

/**
 * The uploads, one row each, in the order they were added. Rejected files and the reasons are shown above them.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * <UploadList>{(upload) => <UploadRow upload={upload}><UploadName /><UploadStatus /></UploadRow>}</UploadList>
 */
export const UploadList: UploadListPart = forwardRef(function UploadList(
  props: UploadListProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const {
    group,
    rejections = true,
    windowAbove = 100,
    clearFinishedAfterMs,
    density,
    className,
    children = renderDefaultRow,
    ...rest
  } = props
  const { rows, root, windowed, hint } = useRows({
    group,
    windowAbove,
    chunk: windowedChunk,
    renderUpload: children,
  })
  useClearLater({ list: root, group, afterMs: clearFinishedAfterMs })
  const state: UploadListState = { count: rows.ids.length, isWindowed: windowed !== null }
  return (
    <div
      {...rest}
      ref={useMergedRef(ref, root)}
      className={joinClasses('coatcheck-upload-list', className, state)}
      data-windowed={flag(state.isWindowed)}
      data-density={density}
    >
      {rejections && <RejectionList group={group} />}
      {windowed ? (
        <windowed.WindowedRows {...rows} />
      ) : (
        <PlainRows {...rows} firstRows={firstRowCount} classes={classes} />
      )}
      {hint}
    </div>
  )
}) as UploadListPart

const windowedChunk = createChunk(() => import('./WindowedRows.js'))

/** These rows fill a screen until the windowed list has loaded, or if it cannot be loaded. */
const firstRowCount = 16

const classes = { items: 'coatcheck-upload-items', item: 'coatcheck-upload-item', more: 'coatcheck-upload-more' }

function renderDefaultRow(upload: Upload): ReactNode {
  return <UploadRow upload={upload} />
}
