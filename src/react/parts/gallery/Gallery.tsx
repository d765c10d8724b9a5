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
import { GalleryGrid, type GalleryGridProps } from './GalleryGrid.js'
import type { GalleryLayout } from './layout/arrangeTiles.js'
import { useLayoutCode } from './layout/useGalleryLayout.js'
import { useFailureText } from './useFailureText.js'
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
  /**
   * 'square': all tiles have the same size. 'justified': each has the proportions of its picture, in rows of equal width.
   * `[data-layout]`
   * @default 'square'
   */
  readonly layout?: GalleryLayout | undefined
  /** With more files than this, only the tiles near the viewport are rendered. @default 200 */
  readonly windowAbove?: number | undefined
  readonly className?: ClassName<GalleryState>
  /** Renders a tile for each file, inside its list item. Default: a `GalleryTile`. */
  readonly children?: ((item: GalleryItem) => ReactNode) | undefined
}

/** Props of {@link Gallery}. */
export type GalleryProps = PartProps<HTMLAttributes<HTMLElement>, GalleryOwnProps>

/**
 * The backend's files, newest first. A registered upload appears at the front. Nothing shifts, because each tile
 * reserves its space before its picture has loaded. The gallery is a single stop of the Tab key, and the arrow keys lead
 * from tile to tile.
 * @throws {Error} outside an `UploadProvider`.
 * @example <Gallery layout="justified">{(item) => <MyTile file={item.file} />}</Gallery>
 */
export const Gallery: Part<HTMLElement, GalleryProps> = forwardRef(function Gallery(
  props: GalleryProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const { pageSize, backend, paging = 'auto', layout = 'square', windowAbove, className, children, ...rest } = props
  const root = useRef<HTMLElement | null>(null)
  const gallery = useGallery({ pageSize, backend })
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
      data-layout={layout}
      data-empty={flag(state.isEmpty)}
      data-loading-more={flag(state.isLoadingMore)}
    >
      <GalleryBody
        gallery={gallery}
        layout={layout}
        windowAbove={windowAbove}
        isAuto={paging === 'auto'}
        renderItem={children}
        root={root}
      />
    </section>
  )
})

/** Announces each failure that the gallery shows. One that leaves all tiles in place does not concern the user. */
function useSpokenFailure({ status, items, error, hasNextPageFailed, isFetchingNextPage }: GalleryResult): void {
  const { speaker } = useCoatcheck('Gallery')
  const text = useFailureText(error)
  const hasFailed = items.length === 0 ? status === 'error' : hasNextPageFailed && !isFetchingNextPage
  // Two failures in a row may differ in nothing but their error.
  const failure = hasFailed ? error : null
  useEffect(() => {
    if (failure) speaker.say(text)
  }, [failure, speaker, text])
}

function GalleryBody(props: GalleryGridProps): ReactElement {
  const { gallery, layout } = props
  const isJustified = layout === 'justified'
  // Loaded while the first page is on its way: the places of justified tiles cannot be left to the style sheet.
  const isReady = useLayoutCode(isJustified) !== null || !isJustified
  if (gallery.items.length > 0 && isReady) return <GalleryGrid {...props} />
  if (gallery.status === 'pending' || gallery.items.length > 0) return <GallerySkeleton />
  return gallery.status === 'error' ? <GalleryFailure gallery={gallery} /> : <GalleryEmpty />
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

function GalleryFailure({ gallery: { error, refetch } }: { readonly gallery: GalleryResult }): ReactElement {
  const { retry } = useMessages().gallery
  return (
    <div className="coatcheck-gallery-message">
      <Icon name="failed" />
      <p className="coatcheck-gallery-text">{useFailureText(error)}</p>
      <button type="button" className="coatcheck-button coatcheck-gallery-button" onClick={refetch}>
        {retry}
      </button>
    </div>
  )
}
