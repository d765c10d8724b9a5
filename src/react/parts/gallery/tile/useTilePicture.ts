'use client'

import { type RefObject, useRef, useState } from 'react'
import type { Preview, StoredFile } from '../../../../contract/storedFile.js'
import { isTooLarge } from '../../../shared/isTooLarge.js'
import { useNearViewport } from '../../../shared/useNearViewport.js'
import { type UsableUrl, useDownloadUrl } from '../url/useDownloadUrl.js'
import type { GalleryItem } from '../useGallery.js'

/** A tile's URL and picture. */
export interface TilePicture {
  /** The URL that opens the file; null if there is none. */
  readonly url: string | null
  readonly isImage: boolean
  /** The source for the picture; null until there is one. */
  readonly src: string | Blob | null
  /** The previews to choose from by width; undefined if there are none. */
  readonly srcSet: string | undefined
  readonly isBroken: boolean
  readonly onShown: () => void
  readonly onFailed: () => void
}

/** Where a picture comes from. */
interface Source {
  readonly src: string | Blob
  readonly srcSet?: string
}

/**
 * Chooses a tile's URL and picture: the backend's previews, else this session's own picture, else the original if that is
 * a picture. One that has loaded keeps its URL, so that it is not loaded again, except that previews take the place of all
 * others. One that fails gets a new URL once, and counts as broken if that fails, too.
 */
export function useTilePicture<TFile extends StoredFile>(
  item: GalleryItem<TFile>,
  tile: RefObject<HTMLElement | null>,
): TilePicture {
  const known = useDownloadUrl(item, { isWatched: useNearViewport(tile) })
  const [shown, setShown] = useState<Source | null>(null)
  const [broken, setBroken] = useState<string | Blob | null>(null)
  const hasRefreshed = useRef(false)
  const isOriginalShown = isImageFile(item.file)
  const isImage = isOriginalShown || known.previews.length > 0 || item.preview !== undefined || hasFrame(item.file)
  const source = chooseSource(isOriginalShown ? known : { ...known, url: null }, item.preview, shown)
  const src = source?.src ?? null
  const { url, refresh } = known

  const onFailed = (): void => {
    if (typeof src !== 'string' || !refresh || hasRefreshed.current) {
      setBroken(src)
      return
    }
    hasRefreshed.current = true
    // The tile is not broken if there is another URL by then.
    const settle = (): void => setBroken(src)
    refresh().then(settle, settle)
  }
  const onShown = (): void => {
    hasRefreshed.current = false
    if (typeof src === 'string') setShown(source)
  }
  return { url, isImage, src, srcSet: source?.srcSet, isBroken: broken !== null && broken === src, onShown, onFailed }
}

function chooseSource(
  { url, previews, isFresh }: UsableUrl,
  local: Blob | undefined,
  shown: Source | null,
): Source | null {
  if (shown && (shown.srcSet !== undefined || previews.length === 0)) return shown
  const [smallest] = previews
  if (isFresh && smallest) return { src: smallest.url, srcSet: previews.map(toCandidate).join(', ') }
  if (local) return { src: local }
  return isFresh && url !== null ? { src: url } : shown
}

/** White space would end the URL. */
function toCandidate({ url, width }: Preview): string {
  return `${url.replaceAll(/\s/g, encodeURIComponent)} ${width}w`
}

/** A video that cannot be shown as a picture itself, but whose frame has left a blurhash. */
function hasFrame({ type, blurhash }: StoredFile): boolean {
  return blurhash !== undefined && type?.startsWith('video/') === true
}

/** Whether the file itself can be shown as a picture. */
export function isImageFile(file: StoredFile): boolean {
  const { type, width, blurhash } = file
  if (isTooLarge(file)) return false
  return type === undefined ? width !== undefined || blurhash !== undefined : type.startsWith('image/')
}
