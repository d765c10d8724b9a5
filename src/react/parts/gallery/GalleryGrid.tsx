'use client'

import { memo, type ReactElement, type ReactNode, type RefObject, useMemo, useRef, useState } from 'react'
import { useCoatcheck } from '../../provider/context.js'
import { findGallery } from '../../query/findGallery.js'
import type { GalleryItem, GalleryResult } from './useGallery.js'
import { useMessages } from '../../hooks/useMessages.js'
import { StartsNearContext } from '../../shared/useNearViewport.js'
import { useRoving } from '../../shared/roving/useRoving.js'
import { GalleryMore } from './GalleryMore.js'
import type { GalleryLayout } from './layout/arrangeTiles.js'
import { useGalleryLayout } from './layout/useGalleryLayout.js'
import { useGlide } from './motion/useGlide.js'
import { useSteadyItems } from './motion/useSteadyItems.js'
import { GalleryTile } from './tile/GalleryTile.js'
import { TileSizeContext } from './tile/useTileSizes.js'
import { type TileKeys, tileKeysOf } from './TileKeys.js'
import { useFocusOnNew } from './useFocusOnNew.js'

export interface GalleryGridProps {
  readonly gallery: GalleryResult
  readonly layout: GalleryLayout
  readonly windowAbove: number | undefined
  readonly isAuto: boolean
  readonly renderItem: ((item: GalleryItem) => ReactNode) | undefined
  /** The element around the grid, which gets the focus when no tile is left. */
  readonly root: RefObject<HTMLElement | null>
}

export function GalleryGrid(props: GalleryGridProps): ReactElement {
  const { gallery, layout, windowAbove, isAuto, renderItem, root } = props
  const list = useRef<HTMLUListElement>(null)
  const { shown, holdUntil } = useSteadyItems(gallery)
  const { items, hasNextPage } = shown
  const placed = useGalleryLayout(list, shown, { layout, windowAbove })
  const { tiles, listStyle, count, isWindowed, keep, below } = placed
  useGlide({ list, items, tiles, onMoving: holdUntil })
  const { queryClient } = useCoatcheck('Gallery')
  const [first] = items
  // What the gallery is remembered by when it comes back to the page.
  const [memory] = useState(() => first && findGallery(queryClient, first.backend))
  const [keysOfTiles] = useState(() => tileKeysOf(memory))
  const ids = useMemo(
    () => items.slice(0, count).map(({ file }) => keysOfTiles.keyOf(file.id)),
    [items, count, keysOfTiles],
  )
  const keepTile = (key: string | undefined): void => keep(keysOfTiles.fileIdOf(key))
  const { hintId } = useRoving(list, {
    ids,
    below: below && ((key, rows) => translate(keysOfTiles, key, (fileId) => below(fileId, rows))),
    memory,
    reveal: keepTile,
    leave: () => root.current?.focus(),
  })
  const focusNewTile = useFocusOnNew(list, ids)
  const { keys } = useMessages().gallery
  return (
    <>
      {/* The handlers only observe the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        ref={list}
        className="coatcheck-gallery-grid"
        style={listStyle}
        onFocus={({ target }) => keepTile(target.closest<HTMLElement>('[data-id]')?.dataset['id'])}
        onBlur={() => keep(null)}
      >
        <StartsNearContext.Provider value={isWindowed && listStyle !== undefined}>
          {tiles.map(({ item, index, box, style }) => (
            <li
              key={item.file.id}
              className="coatcheck-gallery-item"
              data-id={keysOfTiles.keyOf(item.file.id)}
              aria-posinset={isWindowed ? index + 1 : undefined}
              aria-setsize={isWindowed ? (hasNextPage ? unknownCount : count) : undefined}
              style={style}
            >
              <Sized width={box?.width} height={box?.height}>
                {renderItem ? renderItem(item) : <DefaultTile item={item} />}
              </Sized>
            </li>
          ))}
        </StartsNearContext.Provider>
      </ul>
      {/* It gets a new element with each page, and when the places are computed from then on: an existing one that moves
          counts as a layout shift. */}
      {gallery.hasNextPage && (
        <GalleryMore key={`${shown.pageCount} ${isWindowed}`} gallery={gallery} isAuto={isAuto} onAsk={focusNewTile} />
      )}
      {hintId && (
        <span id={hintId} hidden className="coatcheck-gallery-keys">
          {keys}
        </span>
      )}
    </>
  )
}

/** Answers a question about tiles by one about files. */
function translate(keys: TileKeys, key: string, findFile: (fileId: string) => string | undefined): string | undefined {
  const fileId = keys.fileIdOf(key)
  const found = fileId === null ? undefined : findFile(fileId)
  return found === undefined ? undefined : keys.keyOf(found)
}

/** Tells assistive technology that there are more than it can know of. */
const unknownCount = -1

interface SizedProps {
  readonly width: number | undefined
  readonly height: number | undefined
  readonly children: ReactNode
}

/** Tells the tile its size. Tiles that keep theirs are not rendered again when they move. */
function Sized({ width, height, children }: SizedProps): ReactElement {
  const size = useMemo(() => (width === undefined || height === undefined ? null : { width, height }), [width, height])
  return <TileSizeContext.Provider value={size}>{children}</TileSizeContext.Provider>
}

const DefaultTile = memo(
  ({ item }: { readonly item: GalleryItem }): ReactElement => <GalleryTile item={item} />,
  (before, after) =>
    before.item.file === after.item.file &&
    before.item.receivedAt === after.item.receivedAt &&
    before.item.preview === after.item.preview &&
    before.item.backend === after.item.backend,
)
DefaultTile.displayName = 'DefaultTile'
