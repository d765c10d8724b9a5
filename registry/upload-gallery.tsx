'use client'

import { GalleryTile, useGallery, useMessages } from 'coatcheck'
import { Images } from 'lucide-react'
import { useKeptFocus } from '@/hooks/use-kept-focus'
import { cn } from '@/lib/utils'

export interface UploadGalleryProps {
  /** How many files a page has. Default: 60. */
  readonly pageSize?: number | undefined
  readonly className?: string | undefined
}

/** The stored files, newest first. Each tile reserves its space, and shows the blurhash until its picture has loaded. */
export function UploadGallery({ pageSize, className }: UploadGalleryProps) {
  const gallery = useGallery(pageSize === undefined ? {} : { pageSize })
  const { gallery: texts } = useMessages()
  const root = useKeptFocus<HTMLElement>()
  const isEmpty = gallery.items.length === 0
  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label={texts.label}
      aria-busy={gallery.status === 'pending'}
      className={cn('flex flex-col gap-4 outline-none', className)}
    >
      {isEmpty && (
        <div className="text-muted-foreground flex flex-col items-center gap-2 rounded-xl border border-dashed p-10 text-sm">
          <Images aria-hidden className="size-6" />
          {gallery.status === 'pending' ? texts.loading : gallery.status === 'error' ? texts.failed : texts.empty}
          {gallery.status === 'error' && <GalleryButton onAct={gallery.refetch}>{texts.retry}</GalleryButton>}
        </div>
      )}
      {!isEmpty && (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-3">
          {gallery.items.map((item) => (
            <li key={item.file.id} className="relative aspect-square">
              <GalleryTile item={item} className="border-border size-full overflow-hidden rounded-md border" />
            </li>
          ))}
        </ul>
      )}
      {gallery.hasNextPageFailed && (
        <p role="alert" className="text-destructive text-center text-sm">
          {texts.failed}
        </p>
      )}
      {gallery.hasNextPage && (
        <GalleryButton isDisabled={gallery.isFetchingNextPage} onAct={gallery.fetchNextPage}>
          {gallery.isFetchingNextPage ? texts.loadingMore : gallery.hasNextPageFailed ? texts.retry : texts.more}
        </GalleryButton>
      )}
    </section>
  )
}

interface GalleryButtonProps {
  readonly isDisabled?: boolean
  readonly onAct: () => void
  readonly children: string
}

function GalleryButton({ isDisabled = false, onAct, children }: GalleryButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onAct}
      className="not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-accent-foreground focus-visible:ring-ring/50 h-9 self-center rounded-md border px-4 text-sm font-medium outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:h-11"
    >
      {children}
    </button>
  )
}
