'use client'

import { type RefObject, useRef, useState } from 'react'
import type { Preview, StoredFile } from '../../../../contract/storedFile.js'
import { isTooLarge } from '../../../shared/isTooLarge.js'
import { useNearViewport } from '../../../shared/useNearViewport.js'
import { type UsableUrl, useDownloadUrl } from '../url/useDownloadUrl.js'
import type { GalleryItem } from '../useGallery.js'

/** A tile's URL and picture. */
export interface TilePicture {
  readonly tile: RefObject<HTMLElement | null>
  /** The URL that opens the file; null if there is none. */
  readonly url: string | null
  /** Asks the backend for new URLs; null if it cannot be asked. */
  readonly refresh: UsableUrl['refresh']
  /** The URL of the original if that is a picture. */
  readonly original: string | null
  readonly isImage: boolean
  /** The source for the picture; undefined until there is one. */
  readonly src: string | Blob | undefined
  /** The previews to choose from by width; undefined if there are none. */
  readonly srcSet: string | undefined
  readonly isBroken: boolean
  /** Whether to look for a better picture: it is one of this session, or broken, and near the viewport. */
  readonly isImprovable: boolean
  readonly onShown: () => void
  readonly onFailed: () => void
  /** Shows what is at a URL from now on; null: what this hook chooses. */
  readonly show: (source: Source | null) => void
}

/** Where a picture comes from. */
export interface Source {
  readonly src: string | Blob
  readonly srcSet?: string | undefined
}

/**
 * Chooses a tile's URL and picture: the backend's previews, else this session's own picture, else the original if that is
 * a picture. One that has loaded keeps its URL, so that it is not loaded again, except that previews take the place of all
 * others. One that fails gets a new URL once, and counts as broken if that fails, too. A broken one is loaded again later.
 */
export function useTilePicture<TFile extends StoredFile>(
  item: GalleryItem<TFile>,
  tile: RefObject<HTMLElement | null>,
): TilePicture {
  const isNear = useNearViewport(tile)
  const known = useDownloadUrl(item, { isWatched: isNear })
  const [shown, setShown] = useState<Source | null>(null)
  // null, because undefined would be the source of a tile that has none yet.
  const [broken, setBroken] = useState<TilePicture['src'] | null>(null)
  const hasRefreshed = useRef(false)
  const isOriginalShown = isImageFile(item.file)
  const isImage = isOriginalShown || known.previews.length > 0 || item.preview !== undefined || hasFrame(item.file)
  const { url, refresh } = known
  const original = isOriginalShown ? url : null
  const source = chooseSource({ ...known, url: original }, item.preview, shown)
  const src = source?.src
  const isBroken = broken === src

  const onFailed = (): void => {
    // The tile is not broken if there is another URL by then.
    const settle = (): void => setBroken(src)
    if (typeof src === 'string' && refresh && !hasRefreshed.current) {
      hasRefreshed.current = true
      refresh().then(settle, settle)
    } else settle()
  }
  const onShown = (): void => {
    hasRefreshed.current = false
    if (typeof src === 'string') setShown(source)
  }
  return {
    tile,
    url,
    refresh,
    original,
    isImage,
    src,
    srcSet: source?.srcSet,
    isBroken,
    isImprovable: isNear && (isBroken || src instanceof Blob),
    onShown,
    onFailed,
    show: setShown,
  }
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
