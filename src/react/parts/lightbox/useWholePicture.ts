'use client'

import { useRef, useState } from 'react'
import type { GalleryItem } from '../gallery/useGallery.js'
import { useDownloadUrl } from '../gallery/url/useDownloadUrl.js'

/** The file as the lightbox shows it. */
export interface WholePicture {
  /** Where the whole file can be read; null if that is not known. */
  readonly url: string | null
  /** What to show: a preview, this session's own picture or the whole. Null until there is one. */
  readonly src: string | Blob | null
  readonly poster: string | undefined
  readonly isWhole: boolean
  readonly isBroken: boolean
  readonly onShown: () => void
  readonly onFailed: () => void
}

/**
 * Chooses what a picture of the lightbox shows: a preview that the gallery has loaded already, and the whole once that has
 * decoded. A URL that has run out is renewed once, and again after it has worked. The neighbours of the current picture
 * load the whole when it `isWanted`.
 */
export function useWholePicture(item: GalleryItem, isWanted: boolean): WholePicture {
  const { url, previews, isFresh, refresh } = useDownloadUrl(item)
  const [isPreviewDone, setPreviewDone] = useState(false)
  const [shown, setShown] = useState<string | Blob | null>(null)
  const [broken, setBroken] = useState<string | Blob | null>(null)
  const hasRefreshed = useRef(false)
  const [smallest] = previews
  // A renewed URL is no reason to load again what is on the screen.
  const whole = typeof shown === 'string' ? shown : isFresh ? url : null
  const early = smallest?.url ?? item.preview ?? null
  const isWhole = whole !== null && (early === null || (isPreviewDone && isWanted) || whole === shown)
  const src = isWhole ? whole : early

  const onFailed = (): void => {
    if (!isWhole) {
      setPreviewDone(true)
    } else if (!refresh || hasRefreshed.current) {
      setBroken(src)
    } else {
      hasRefreshed.current = true
      setShown(null)
      const settle = (): void => setBroken(src)
      refresh().then(settle, settle)
    }
  }
  const onShown = (): void => {
    if (isWhole) {
      hasRefreshed.current = false
      setShown(src)
    } else {
      setPreviewDone(true)
    }
  }
  const isBroken = broken !== null && broken === src
  return { url, src: isBroken ? null : src, poster: smallest?.url, isWhole, isBroken, onShown, onFailed }
}
