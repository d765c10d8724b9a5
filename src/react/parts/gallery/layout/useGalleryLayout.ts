'use client'

import { type CSSProperties, type RefObject, useMemo, useState } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import { useCoatcheck } from '../../../provider/context.js'
import { galleryKey } from '../../../query/queryKeys.js'
import { createChunk, useChunk } from '../../../shared/useChunk.js'
import { useBrowserLayoutEffect } from '../../../shared/useBrowserLayoutEffect.js'
import type { GalleryItem, GalleryResult } from '../useGallery.js'
import type { Arrangement, TileBox } from './Arrangement.js'
import type { GalleryLayout } from './arrangeTiles.js'
import type { TileSizes } from './readMetrics.js'
import type { TileWindow, View } from './TileWindow.js'

/** Options of {@link useGalleryLayout}. */
export interface GalleryLayoutOptions {
  /**
   * 'square': all tiles have the same size. 'justified': each has the proportions of its picture, in rows of equal width.
   * @default 'square'
   */
  readonly layout?: GalleryLayout | undefined
  /** With more files than this, only the tiles near the viewport are rendered. @default 200 */
  readonly windowAbove?: number | undefined
  /** The sizes, if the style sheet of the package does not lay out the list. */
  readonly sizes?: TileSizes | undefined
}

/** One tile that is to be rendered. */
export interface PlacedTile<TFile extends StoredFile = StoredFile> {
  readonly item: GalleryItem<TFile>
  /** Its place among all files. */
  readonly index: number
  /** Where it is in the list; null if the style sheet decides. */
  readonly box: TileBox | null
  /** For the tile's element, which has to be a child of the list; undefined if the style sheet decides. */
  readonly style: CSSProperties | undefined
}

/** The result of {@link useGalleryLayout}. */
export interface GalleryLayoutResult<TFile extends StoredFile = StoredFile> {
  /** The tiles to render, in order. */
  readonly tiles: readonly PlacedTile<TFile>[]
  /** For the list's element; undefined if the style sheet decides. */
  readonly listStyle: CSSProperties | undefined
  /** How many files have a place. The last ones of a page may wait until the next page fills up their row. */
  readonly count: number
  /** Only the tiles near the viewport are rendered. */
  readonly isWindowed: boolean
  /** Keeps a tile rendered, however far it is from the viewport, so that it has or can get the focus; null: none. */
  readonly keep: (fileId: string | null) => void
  /** The file that is so many rows below another one; undefined if the places are not known. */
  readonly below: (fileId: string, rows: number) => string | undefined
}

const layoutChunk = createChunk(() => import('./TileWindow.js'))

/** Loads the code that arranges tiles. Null until it is there. */
export function useLayoutCode(isNeeded: boolean): { readonly TileWindow: typeof TileWindow } | null {
  return useChunk(layoutChunk, isNeeded)
}

/**
 * Says which tiles of a gallery to render, and where. Nothing has to be measured but the list, because the sizes of the
 * files are known, so nothing shifts and the page has its full height at once.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * const list = useRef<HTMLUListElement>(null)
 * const gallery = useGallery()
 * const { tiles, listStyle } = useGalleryLayout(list, gallery, { layout: 'justified', sizes: { rowHeight: 160 } })
 * return (
 *   <ul ref={list} style={listStyle}>
 *     {tiles.map(({ item, style }) => <li key={item.file.id} style={style}><img … /></li>)}
 *   </ul>
 * )
 */
export function useGalleryLayout<TFile extends StoredFile>(
  list: RefObject<HTMLElement | null>,
  { items, hasNextPage }: Pick<GalleryResult<TFile>, 'items' | 'hasNextPage'>,
  { layout = 'square', windowAbove = 200, sizes }: GalleryLayoutOptions = {},
): GalleryLayoutResult<TFile> {
  const isLong = items.length > windowAbove
  const isArranged = layout === 'justified' || sizes !== undefined || isLong
  const tileWindow = useTileWindow(items[0], isArranged, layout, sizes)
  const view = useView(list, tileWindow)
  const files = useMemo(() => items.map(({ file }) => file), [items])
  const arrangement = tileWindow?.arrange(files, hasNextPage, view?.metrics) ?? null
  const [keptId, keep] = useState<string | null>(null)
  const keptIndex = useMemo(() => (keptId === null ? -1 : files.findIndex(({ id }) => id === keptId)), [files, keptId])
  const isWindowed = isLong && arrangement !== null
  const shown = isWindowed && view ? arrangement.between(view.top, view.bottom) : allOf(arrangement)
  const { first, end } = shown
  const tiles = useMemo(() => {
    if (arrangement) return placeTiles(items, arrangement, { first, end }, keptIndex)
    // Justified tiles without a place would have to move. Of many, only the first ones are shown until the code is there.
    const isUnmeasured = view?.metrics === undefined
    if (layout === 'justified' && isUnmeasured) return []
    return toPlainTiles(isUnmeasured ? items.slice(0, windowAbove) : items)
  }, [items, arrangement, first, end, keptIndex, layout, view?.metrics, windowAbove])
  const height = arrangement?.height
  return {
    tiles,
    listStyle: useMemo(
      () => (height === undefined ? undefined : { position: 'relative', blockSize: height }),
      [height],
    ),
    count: arrangement?.boxes.length ?? items.length,
    isWindowed,
    keep,
    below(fileId, rows) {
      const index = arrangement ? files.findIndex(({ id }) => id === fileId) : -1
      return index === -1 ? undefined : files[arrangement?.below(index, rows) ?? index]?.id
    },
  }
}

function useTileWindow(
  item: GalleryItem | undefined,
  isArranged: boolean,
  layout: GalleryLayout,
  sizes: TileSizes | undefined,
): TileWindow | null {
  const { queryClient } = useCoatcheck('useGalleryLayout')
  const code = useLayoutCode(isArranged)
  const backend = item?.backend
  const isSized = sizes !== undefined
  const { tileSize, ratio, rowHeight, gap } = sizes ?? {}
  return useMemo(() => {
    if (!code || !isArranged) return null
    const query = backend && queryClient.getQueryCache().find({ queryKey: galleryKey(backend) })
    return new code.TileWindow(layout, isSized ? { tileSize, ratio, rowHeight, gap } : null, query ?? {})
  }, [code, isArranged, layout, isSized, tileSize, ratio, rowHeight, gap, backend, queryClient])
}

/** What is known of the list; null while nothing has to be known. */
function useView(list: RefObject<HTMLElement | null>, tileWindow: TileWindow | null): View | null {
  const [seen, setSeen] = useState<{ readonly by: TileWindow; readonly view: View } | null>(null)
  useBrowserLayoutEffect(() => {
    if (!tileWindow || !list.current) return undefined
    return tileWindow.observe(list.current, (view) => setSeen({ by: tileWindow, view }))
  }, [tileWindow, list])
  if (!tileWindow) return null
  return seen?.by === tileWindow ? seen.view : tileWindow.view
}

interface Range {
  readonly first: number
  readonly end: number
}

function allOf(arrangement: Arrangement | null): Range {
  return { first: 0, end: arrangement?.boxes.length ?? 0 }
}

function placeTiles<TFile extends StoredFile>(
  items: readonly GalleryItem<TFile>[],
  { boxes }: Arrangement,
  { first, end }: Range,
  keptIndex: number,
): readonly PlacedTile<TFile>[] {
  const near = items.slice(first, end).map((item, index) => placeTile(item, first + index, boxes[first + index]))
  const item = items[keptIndex]
  if (!item || (keptIndex >= first && keptIndex < end)) return near
  const kept = placeTile(item, keptIndex, boxes[keptIndex])
  return keptIndex < first ? [kept, ...near] : [...near, kept]
}

function placeTile<TFile extends StoredFile>(
  item: GalleryItem<TFile>,
  index: number,
  box: TileBox | undefined,
): PlacedTile<TFile> {
  if (!box) return { item, index, box: null, style: undefined }
  const { x, y, width, height } = box
  const style = { position: 'absolute', insetInlineStart: x, insetBlockStart: y, inlineSize: width, blockSize: height }
  return { item, index, box, style: style as CSSProperties }
}

function toPlainTiles<TFile extends StoredFile>(items: readonly GalleryItem<TFile>[]): readonly PlacedTile<TFile>[] {
  return items.map((item, index) => placeTile(item, index, undefined))
}
