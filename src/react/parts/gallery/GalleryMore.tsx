'use client'

import { type ReactElement, type RefObject, useEffect, useRef } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import { useCoatcheck } from '../../provider/context.js'
import { useFailureText } from './useFailureText.js'
import type { GalleryResult } from './useGallery.js'

interface GalleryMoreProps {
  readonly gallery: GalleryResult
  readonly isAuto: boolean
  readonly onAsk: () => void
}

/** The button below the tiles. It fetches the next page, also when it comes near the viewport. */
export function GalleryMore({ gallery, isAuto, onAsk }: GalleryMoreProps): ReactElement {
  const { speaker } = useCoatcheck('Gallery')
  const messages = useMessages().gallery
  const failureText = useFailureText(gallery.error)
  const root = useRef<HTMLDivElement>(null)
  const { isFetchingNextPage, hasNextPageFailed, fetchNextPage } = gallery
  useScrolledNear(root, isAuto && !isFetchingNextPage && !hasNextPageFailed && gallery.pageCount, fetchNextPage)
  const ask = (): void => {
    if (isFetchingNextPage) return
    onAsk()
    speaker.say(messages.loadingMore)
    fetchNextPage()
  }
  const label = isFetchingNextPage ? messages.loadingMore : hasNextPageFailed ? messages.retry : messages.more
  return (
    <div ref={root} className="coatcheck-gallery-more">
      {hasNextPageFailed && <p className="coatcheck-gallery-failed">{failureText}</p>}
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

/** Calls back once for each page that is the last one while its end is near; `lastPage` is false while nothing may happen. */
function useScrolledNear(target: RefObject<HTMLElement | null>, lastPage: number | false, onReached: () => void): void {
  const latest = useRef(onReached)
  useEffect(() => {
    latest.current = onReached
  })
  useEffect(() => {
    if (!lastPage || !target.current || typeof IntersectionObserver === 'undefined') return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current()
      },
      { rootMargin: '100% 0px' },
    )
    observer.observe(target.current)
    return () => observer.disconnect()
  }, [target, lastPage])
}
