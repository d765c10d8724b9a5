'use client'

import { type RefObject, useRef, useState } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import { isTooLarge } from '../../../shared/isTooLarge.js'
import { useNearViewport } from '../../../shared/useNearViewport.js'
import { useDownloadUrl } from '../url/useDownloadUrl.js'
import type { GalleryItem } from '../useGallery.js'

/** A tile's URL and picture. */
export interface TilePicture {
  /** The URL that opens the file; null if there is none. */
  readonly url: string | null
  readonly isImage: boolean
  /** The source for the picture; null until there is one. */
  readonly src: string | Blob | null
  readonly isBroken: boolean
  readonly onShown: (src: string) => void
  readonly onFailed: (src: string) => void
}

/**
 * Chooses a tile's URL and picture. A picture that has loaded keeps its URL, so that it is not loaded again. One that
 * fails gets a new URL once, and counts as broken if that fails, too.
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
