'use client'

import {
  type ForwardedRef,
  forwardRef,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
} from 'react'
import type { UploadBackend } from '../../../contract/backend.js'
import { Icon } from '../../shared/icons.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'
import { GalleryGrid } from './GalleryGrid.js'
import { type GalleryItem, type GalleryResult, useGallery } from './useGallery.js'
import { useFocusFallback } from './useFocusFallback.js'

/** The state that the `className` function of a {@link Gallery} receives. */
export interface GalleryState {
  /** The status of the first page. `[data-status]` */
  readonly status: 'pending' | 'error' | 'success'
  /** The backend has no files. `[data-empty]` */
  readonly isEmpty: boolean
  /** The next page is being fetched. `[data-loading-more]` */
  readonly isLoadingMore: boolean
}

interface GalleryOwnProps {
  /** How many files a page has. @default 60 */
  readonly pageSize?: number | undefined
  /** The backend whose files are shown. Default: the one that files are added with. */
  readonly backend?: UploadBackend | undefined
  /**
   * 'auto' fetches the next page when the user scrolls near the end; 'button' waits for a click. The button is always
   * there.
   * @default 'auto'
   */
  readonly paging?: 'auto' | 'button' | undefined
  readonly className?: ClassName<GalleryState>
  /** Renders a tile for each file, inside its list item. Default: a `GalleryTile`. */
  readonly children?: ((item: GalleryItem) => ReactNode) | undefined
}

/** Props of {@link Gallery}. */
export type GalleryProps = PartProps<HTMLAttributes<HTMLElement>, GalleryOwnProps>

/**
 * The backend's files, newest first. A registered upload appears at the front. Nothing shifts, because each tile
 * reserves its space before its picture has loaded.
 * @throws {Error} outside an `UploadProvider`.
 * @example <Gallery>{(item) => <MyTile file={item.file} />}</Gallery>
 */
export const Gallery: Part<HTMLElement, GalleryProps> = forwardRef(function Gallery(
  { pageSize, backend, paging = 'auto', className, children, ...rest }: GalleryProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const root = useRef<HTMLElement | null>(null)
  const gallery = useGallery({ ...(pageSize !== undefined && { pageSize }), backend })
  const messages = useMessages().gallery
  const { status, items, isFetchingNextPage } = gallery
  useFocusFallback(root)
  useSpokenFailure(gallery)
  const state: GalleryState = {
    status,
    isEmpty: status === 'success' && items.length === 0,
    isLoadingMore: isFetchingNextPage,
  }
  return (
    <section
      aria-label={messages.label}
      aria-busy={status === 'pending' || isFetchingNextPage || undefined}
      tabIndex={-1}
      {...rest}
      ref={useMergedRef(ref, root)}
      className={joinClasses('coatcheck-gallery', className, state)}
      data-status={status}
      data-empty={flag(state.isEmpty)}
      data-loading-more={flag(state.isLoadingMore)}
    >
      <GalleryBody gallery={gallery} isAuto={paging === 'auto'} renderItem={children} />
    </section>
  )
})

/** Announces each failure that the gallery shows. One that leaves all tiles in place does not concern the user. */
function useSpokenFailure({ status, items, error, hasNextPageFailed, isFetchingNextPage }: GalleryResult): void {
  const { speaker } = useCoatcheck('Gallery')
  const { failed } = useMessages().gallery
  const hasFailed = items.length === 0 ? status === 'error' : hasNextPageFailed && !isFetchingNextPage
  // Two failures in a row may differ in nothing but their error.
  const failure = hasFailed ? error : null
  useEffect(() => {
    if (failure) speaker.say(failed)
  }, [failure, speaker, failed])
}

interface GalleryBodyProps {
  readonly gallery: GalleryResult
  readonly isAuto: boolean
  readonly renderItem: ((item: GalleryItem) => ReactNode) | undefined
}

function GalleryBody({ gallery, isAuto, renderItem }: GalleryBodyProps): ReactElement {
  if (gallery.items.length > 0) return <GalleryGrid gallery={gallery} isAuto={isAuto} renderItem={renderItem} />
  if (gallery.status === 'pending') return <GallerySkeleton />
  return gallery.status === 'error' ? <GalleryFailure onRetry={gallery.refetch} /> : <GalleryEmpty />
}

const skeletonTiles = Array.from({ length: 12 }, (_, index) => index)

function GallerySkeleton(): ReactElement {
  return (
    <>
      <p className="coatcheck-spoken">{useMessages().gallery.loading}</p>
      <div className="coatcheck-gallery-grid" aria-hidden="true">
        {skeletonTiles.map((index) => (
          <span key={index} className="coatcheck-gallery-item coatcheck-gallery-skeleton" />
        ))}
      </div>
    </>
  )
}

function GalleryEmpty(): ReactElement {
  return (
    <div className="coatcheck-gallery-message">
      <Icon name="image" />
      <p className="coatcheck-gallery-text">{useMessages().gallery.empty}</p>
    </div>
  )
}

function GalleryFailure({ onRetry }: { readonly onRetry: () => void }): ReactElement {
  const messages = useMessages().gallery
  return (
    <div className="coatcheck-gallery-message">
      <Icon name="failed" />
      <p className="coatcheck-gallery-text">{messages.failed}</p>
      <button type="button" className="coatcheck-button coatcheck-gallery-button" onClick={onRetry}>
        {messages.retry}
      </button>
    </div>
  )
}
