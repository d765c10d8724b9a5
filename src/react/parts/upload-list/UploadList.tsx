'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactElement, type ReactNode, useRef } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import { flag, joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { RejectionList } from '../rejection-list/RejectionList.js'
import { UploadRow } from '../upload-row/UploadRow.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { useMessages } from '../../hooks/useMessages.js'
import { Chunk, useChunk } from '../../shared/useChunk.js'
import { useRowFocus } from '../../shared/useRowFocus.js'
import { useUploads } from '../../hooks/useUploads.js'
import { Row } from './Row.js'
import { useClearUpload } from '../upload-row/useClearUpload.js'
import { useClearLater } from './useClearLater.js'
import { useGradualCount } from './useGradualCount.js'

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
  /** How much room the rows take. `[data-density]` Default: as in what surrounds the list, or else 'comfortable'. */
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
  const { group, rejections = true, windowAbove = 100, clearFinishedAfterMs: afterMs, ...others } = props
  const { density, className, children = renderDefaultRow, ...rest } = others
  const ids = useUploads((uploads) => listIds(uploads, group))
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
  useClearLater({ list: root, group, afterMs })
  const state: UploadListState = { count: ids.length, isWindowed: isLong && windowed !== null }
  return (
    <div
      {...rest}
      ref={useMergedRef(ref, root)}
      className={joinClasses('coatcheck-upload-list', className, state)}
      data-windowed={flag(state.isWindowed)}
      data-density={density}
    >
      {rejections && <RejectionList group={group} />}
      {isLong && windowed ? (
        <windowed.WindowedRows
          ids={ids}
          label={list.label}
          reveal={reveal}
          renderRow={(id) => (
            <Row key={id} id={id}>
              {children}
            </Row>
          )}
        />
      ) : (
        <PlainRows ids={ids} limit={isLong ? firstRowCount : ids.length}>
          {children}
        </PlainRows>
      )}
      {hintId && (
        <span id={hintId} hidden className="coatcheck-upload-keys">
          {list.keys}
        </span>
      )}
    </div>
  )
}) as UploadListPart

const windowedChunk = new Chunk(() => import('./WindowedRows.js'))

/** These rows fill a screen until the windowed list has loaded, or if it cannot be loaded. */
const firstRowCount = 16

/** Adding the files and rendering so many rows share a task, which must stay short. */
const rowsPerTask = 8

function listIds(uploads: readonly Upload[], group: string | undefined): readonly string[] {
  const inGroup = group === undefined ? uploads : uploads.filter((upload) => upload.group === group)
  return inGroup.map(({ id }) => id)
}

function renderDefaultRow(upload: Upload): ReactNode {
  return <UploadRow upload={upload} />
}

interface PlainRowsProps {
  readonly ids: readonly string[]
  readonly limit: number
  readonly children: (upload: Upload) => ReactNode
}

function PlainRows({ ids, limit, children }: PlainRowsProps): ReactElement | null {
  const { list } = useMessages()
  const count = useGradualCount(limit, rowsPerTask)
  const hidden = ids.length - limit
  if (ids.length === 0) return null
  return (
    <>
      {/* Safari does not expose a list without bullets as a list. */}
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className="coatcheck-upload-items" role="list" aria-label={list.label}>
        {ids.slice(0, count).map((id, index) => (
          <li
            key={id}
            className="coatcheck-upload-item"
            data-id={id}
            aria-posinset={hidden > 0 ? index + 1 : undefined}
            aria-setsize={hidden > 0 ? ids.length : undefined}
          >
            <Row id={id}>{children}</Row>
          </li>
        ))}
      </ul>
      {/* The first number to be formatted loads the language's rules, so it waits for the rows. */}
      {hidden > 0 && count === limit && <p className="coatcheck-upload-more">{list.more(hidden)}</p>}
    </>
  )
}
