'use client'

import { memo, type ReactElement, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'
import { GalleryTile } from './tile/GalleryTile.js'
import type { GalleryItem, GalleryResult } from './useGallery.js'
import { useSteadyItems } from './motion/useSteadyItems.js'

export interface GalleryGridProps {
  readonly gallery: GalleryResult
  readonly isAuto: boolean
  readonly renderItem: ((item: GalleryItem) => ReactNode) | undefined
}

export function GalleryGrid({ gallery, isAuto, renderItem }: GalleryGridProps): ReactElement {
  const list = useRef<HTMLUListElement>(null)
  const items = useSteadyItems(gallery.items, list)
  const focusNewTile = useFocusOnNew(list, items.length)
  return (
    <>
      <ul ref={list} className="coatcheck-gallery-grid">
        {items.map((item) => (
          <li key={item.file.id} className="coatcheck-gallery-item">
            {renderItem ? renderItem(item) : <DefaultTile item={item} />}
          </li>
        ))}
      </ul>
      {/* Each page gets a new element, because an existing one that moves counts as a layout shift. */}
      {gallery.hasNextPage && (
        <GalleryMore key={gallery.pageCount} gallery={gallery} isAuto={isAuto} onAsk={focusNewTile} />
      )}
    </>
  )
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

interface GalleryMoreProps {
  readonly gallery: GalleryResult
  readonly isAuto: boolean
  readonly onAsk: () => void
}

function GalleryMore({ gallery, isAuto, onAsk }: GalleryMoreProps): ReactElement {
  const { speaker } = useCoatcheck('Gallery')
  const messages = useMessages().gallery
  const root = useRef<HTMLDivElement>(null)
  const { isFetchingNextPage, hasNextPageFailed, fetchNextPage } = gallery
  useScrolledNear(root, isAuto && !isFetchingNextPage && !hasNextPageFailed, fetchNextPage)
  const ask = (): void => {
    if (isFetchingNextPage) return
    onAsk()
    speaker.say(messages.loadingMore)
    fetchNextPage()
  }
  const label = isFetchingNextPage ? messages.loadingMore : hasNextPageFailed ? messages.retry : messages.more
  return (
    <div ref={root} className="coatcheck-gallery-more">
      {hasNextPageFailed && <p className="coatcheck-gallery-failed">{messages.failed}</p>}
      <button
        type="button"
        className="coatcheck-button coatcheck-gallery-button"
        aria-disabled={isFetchingNextPage || undefined}
        onClick={ask}
      >
        {/* Each label gets a new element, because a text that changes its width counts as a layout shift. */}
        <span key={label} className="coatcheck-button-label">
          {label}
        </span>
      </button>
    </div>
  )
}

function useScrolledNear(target: RefObject<HTMLElement | null>, isWaiting: boolean, onReached: () => void): void {
  const latest = useRef(onReached)
  useEffect(() => {
    latest.current = onReached
  })
  useEffect(() => {
    if (!isWaiting || !target.current || typeof IntersectionObserver === 'undefined') return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current()
      },
      { rootMargin: '400px 0px' },
    )
    observer.observe(target.current)
    return () => observer.disconnect()
  }, [target, isWaiting])
}

/** Moves the focus from the button, which is replaced, to the first new tile. */
function useFocusOnNew(list: RefObject<HTMLElement | null>, count: number): () => void {
  const focusIndex = useRef<number | null>(null)
  useBrowserLayoutEffect(() => {
    if (focusIndex.current === null || count <= focusIndex.current) return
    const tile = list.current?.children[focusIndex.current]
    focusIndex.current = null
    const { activeElement } = document
    if (activeElement === list.current || !activeElement?.contains(list.current)) return
    tile?.querySelector<HTMLElement>('a[href], button')?.focus({ preventScroll: true })
  }, [list, count])
  return () => {
    focusIndex.current = count
  }
}
