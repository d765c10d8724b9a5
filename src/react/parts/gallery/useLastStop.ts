'use client'

import { useState } from 'react'
import { useCoatcheck } from '../../provider/context.js'
import { galleryKey } from '../../query/queryKeys.js'
import type { GalleryItem } from './useGallery.js'

/** The file that had the focus last in each gallery, for as long as the gallery is in the cache. */
const lastStops = new WeakMap<object, string>()

/**
 * The file at which the Tab key entered the gallery when it was last on the page, and a function that notes another one.
 * So whoever comes back goes on from where they were.
 */
export function useLastStop(
  item: GalleryItem | undefined,
): readonly [lastStop: string | undefined, note: (fileId: string | null) => void] {
  const { queryClient } = useCoatcheck('Gallery')
  const [gallery] = useState(
    () => item && queryClient.getQueryCache().find({ queryKey: galleryKey(item.backend), exact: true }),
  )
  return [
    gallery && lastStops.get(gallery),
    (fileId) => {
      if (gallery && fileId !== null) lastStops.set(gallery, fileId)
    },
  ]
}
