'use client'

import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import { createChunk, useChunk } from '../../shared/useChunk.js'
import { type ClassName, joinClasses } from '../../shared/part.js'
import { useGalleryTexts } from '../../verbs/texts/useGalleryTexts.js'
import type { GalleryItem } from '../gallery/useGallery.js'

const dialogChunk = createChunk(() => import('./LightboxDialog.js'))

/** Props of {@link GalleryLightbox}. */
export interface GalleryLightboxProps {
  /** The files, in the order of the gallery. */
  readonly items: readonly GalleryItem[]
  /** The id of the file that is shown; null while the lightbox is closed. */
  readonly openId: string | null
  /** Another file is to be shown, or none. */
  readonly onOpenChange: (id: string | null) => void
  /**
   * One of the last files is shown, or the user wants to go beyond the last: fetch more. Left out: there are no more.
   */
  readonly onNearEnd?: (() => void) | undefined
  /**
   * How many files there are, with those that have not been fetched. Default: the number of items. With `onNearEnd`, no
   * number is shown, because there are more.
   */
  readonly total?: number | undefined
  /** Controls for the file that is shown, beside the button that closes. */
  readonly children?: ((item: GalleryItem) => ReactNode) | undefined
  /** What stands below the picture. The dialog covers everything else, so messages to the user belong here. */
  readonly footer?: ReactNode
  readonly className?: ClassName<undefined>
}

/**
 * Shows the files of a gallery one by one in a dialog: arrow keys and swipes lead on; pinches, the wheel, double taps and
 * the keys + and - zoom; Escape closes. Videos play, and documents can be downloaded. Its code is loaded when it first opens.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * const { items } = useGallery()
 * const [openId, setOpenId] = useState<string | null>(null)
 * <GalleryLightbox items={items} openId={openId} onOpenChange={setOpenId} />
 */
export function GalleryLightbox(props: GalleryLightboxProps): ReactElement | null {
  const { items, openId, onOpenChange, onNearEnd, total, children, footer, className } = props
  const words = useMessages().gallery
  const texts = useGalleryTexts()
  const loaded = useChunk(dialogChunk, openId !== null)
  const [last, setLast] = useState<{ readonly id: string; readonly index: number } | null>(null)
  const found = openId === null ? -1 : items.findIndex(({ file }) => file.id === openId)
  if (openId !== null && found >= 0 && (last?.id !== openId || last.index !== found))
    setLast({ id: openId, index: found })
  // The next file takes the place of one that is deleted. One that is not there yet may still come.
  const isGone = openId !== null && found < 0 && last?.id === openId
  const index = isGone ? Math.min(last.index, items.length - 1) : found
  const item = items[index]
  useEffect(() => {
    if (isGone) onOpenChange(item?.file.id ?? null)
  }, [isGone, item, onOpenChange])
  const hasMore = onNearEnd !== undefined
  const fetchMore = useRef(onNearEnd)
  useEffect(() => {
    fetchMore.current = onNearEnd
  })
  const isNearEnd = hasMore && index >= 0 && index >= items.length - 3
  useEffect(() => {
    if (isNearEnd) fetchMore.current?.()
  }, [isNearEnd, items.length])
  // From the last file that had been fetched, the user goes on as soon as there is another one.
  const [leftId, setLeftId] = useState<string | null>(null)
  if (leftId !== null && leftId !== openId) setLeftId(null)
  const awaitedId = leftId === null ? undefined : items[index + 1]?.file.id
  useEffect(() => {
    if (awaitedId !== undefined) onOpenChange(awaitedId)
  }, [awaitedId, onOpenChange])
  const go = (next: number): void => {
    const to = items[next]
    setLeftId(to ? null : openId)
    if (to) onOpenChange(to.file.id)
    else onNearEnd?.()
  }

  if (!item || !loaded || !texts) return null
  return (
    <loaded.LightboxDialog
      items={items}
      index={index}
      count={hasMore ? total : items.length}
      hasMore={hasMore}
      onGo={go}
      onClose={() => onOpenChange(null)}
      className={joinClasses('coatcheck-lightbox', className, undefined)}
      actions={children?.(item)}
      footer={footer}
      texts={texts}
      words={words}
    />
  )
}
