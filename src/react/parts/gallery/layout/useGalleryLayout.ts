'use client'

import { type CSSProperties, type RefObject, useMemo, useState } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import { useCoatcheck } from '../../../provider/context.js'
import { findGallery } from '../../../query/findGallery.js'
import { createChunk, useChunk } from '../../../shared/useChunk.js'
import { useBrowserLayoutEffect } from '../../../shared/useBrowserLayoutEffect.js'
import type { GalleryItem, GalleryResult } from '../useGallery.js'
import type { TileBox } from './Arrangement.js'
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
  /** Where it is in the list; undefined if the style sheet decides. */
  readonly box?: TileBox
  /** For the tile's element, which has to be a child of the list; undefined if the style sheet decides. */
  readonly style?: CSSProperties
}

/** Tiles and their places. */
export interface Placement<TFile extends StoredFile = StoredFile> {
  /** The tiles to render, in order. */
  readonly tiles: readonly PlacedTile<TFile>[]
  /** How many files have a place. The last ones of a page may wait until the next page fills up their row. */
  readonly count: number
  /** Only the tiles near the viewport are rendered. */
  readonly isWindowed: boolean
  /** For the list's element; undefined if the style sheet decides. */
  readonly listStyle?: CSSProperties
  /** The file that is so many rows below another one; undefined if the style sheet decides. */
  readonly below?: (fileId: string, rows: number) => string | undefined
}

/** The result of {@link useGalleryLayout}. */
export interface GalleryLayoutResult<TFile extends StoredFile = StoredFile> extends Placement<TFile> {
  /** Keeps a tile rendered, however far it is from the viewport, so that it has or can get the focus; null: none. */
  readonly keep: (fileId: string | null) => void
}

const layoutChunk = createChunk(() => import('./TileWindow.js'))

/** Loads the code that arranges tiles. Null until it is there. */
export function useLayoutCode(isNeeded: boolean): { readonly TileWindow: typeof TileWindow } | null {
  return useChunk(layoutChunk, isNeeded)
}

/**
 * Says which tiles of a gallery to render, and where. Nothing has to be measured but the list, because the sizes of the
 * files are known, so nothing shifts and the page has its full height at once. While the list scrolls too fast to look at,
 * it has the attribute `data-fast`. A rule that then hides pictures with `loading="lazy"` keeps them from being loaded.
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
  const [keptId, keep] = useState<string | null>(null)
  const placement = useMemo(
    () => tileWindow && view && tileWindow.place({ items, hasMore: hasNextPage, windowAbove, keptId }, view),
    [tileWindow, view, items, hasNextPage, windowAbove, keptId],
  )
  const plain = useMemo(() => {
    // Of many, only the first ones are shown until the code is there.
    const shown = isLong && !tileWindow ? items.slice(0, windowAbove) : items
    return { tiles: shown.map((item, index) => ({ item, index })), count: shown.length, isWindowed: false }
  }, [items, isLong, tileWindow, windowAbove])
  return { ...(placement ?? plain), keep }
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
  const sizesKey = JSON.stringify(sizes)
  return useMemo(() => {
    if (!code || !isArranged) return null
    const gallery = backend && findGallery(queryClient, backend)
    return new code.TileWindow(layout, sizesKey, gallery ?? {})
  }, [code, isArranged, layout, sizesKey, backend, queryClient])
}

/** What is known of the list; null while nothing has to be known. */
function useView(list: RefObject<HTMLElement | null>, tileWindow: TileWindow | null): View | null {
  const [seen, setSeen] = useState<{ readonly by: TileWindow; readonly view: View } | null>(null)
  useBrowserLayoutEffect(() => {
    if (!tileWindow || !list.current) return undefined
    return tileWindow.observe(list.current, (view) => setSeen({ by: tileWindow, view }))
  }, [tileWindow, list])
  return seen && seen.by === tileWindow ? seen.view : (tileWindow?.view ?? null)
}
