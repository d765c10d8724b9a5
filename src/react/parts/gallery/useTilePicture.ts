'use client'

import { type RefObject, useRef, useState } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import { isTooLarge } from '../../shared/isTooLarge.js'
import { useNearViewport } from '../../shared/useNearViewport.js'
import { useDownloadUrl } from './useDownloadUrl.js'
import type { GalleryItem } from './useGallery.js'

export interface TilePicture {
  /** Where the file can be opened. */
  readonly url: string | null
  readonly isImage: boolean
  /** What the picture is to show now; null: nothing yet. */
  readonly src: string | Blob | null
  readonly isBroken: boolean
  readonly onShown: (src: string) => void
  readonly onFailed: (src: string) => void
}

/**
 * A tile's URL and picture. A picture that is there stays at the URL that it came from; one that fails gets a new URL
 * once, and is broken when that fails, too.
 */
export function useTilePicture<TFile extends StoredFile>(
  item: GalleryItem<TFile>,
  tile: RefObject<HTMLElement | null>,
): TilePicture {
  const { url, isFresh, refresh } = useDownloadUrl(item, { isWatched: useNearViewport(tile) })
  const [shownUrl, setShownUrl] = useState<string | null>(null)
  const [broken, setBroken] = useState<string | Blob | null>(null)
  const hasRefreshed = useRef(false)
  const isImage = isImageFile(item.file)
  const isLocal = url === null && item.preview !== undefined
  const src = isImage ? (shownUrl ?? (isLocal ? (item.preview ?? null) : isFresh ? url : null)) : null

  const onFailed = (failedUrl: string): void => {
    if (isLocal || !refresh || hasRefreshed.current) {
      setBroken(src)
      return
    }
    hasRefreshed.current = true
    refresh().then(
      (fresh) => (fresh === null || fresh === failedUrl) && setBroken(src),
      () => setBroken(src),
    )
  }
  const onShown = (shown: string): void => {
    hasRefreshed.current = false
    if (!isLocal) setShownUrl(shown)
  }
  return { url, isImage, src, isBroken: broken !== null && broken === src, onShown, onFailed }
}

function isImageFile(file: StoredFile): boolean {
  const { type, width, blurhash } = file
  if (isTooLarge(file)) return false
  return type === undefined ? width !== undefined || blurhash !== undefined : type.startsWith('image/')
}
