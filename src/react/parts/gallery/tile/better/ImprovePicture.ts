'use client'

import { useEffect, useRef } from 'react'
import type { GalleryItem } from '../../useGallery.js'
import type { TilePicture } from '../useTilePicture.js'
import { loadAgain } from './loadAgain.js'
import { sharpen } from './sharpen.js'

/** A tile whose picture may be replaced by a better one. */
export interface TileToImprove extends TilePicture {
  readonly item: GalleryItem
}

/** Looks for a better picture than the one that a tile shows, or cannot show. */
export function ImprovePicture(props: TileToImprove): null {
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const { item, isBroken, src } = props
  const { file, preview } = item
  // Until it is ready, there are no previews, and a rejected file is not served.
  const isServed = (file.state ?? 'ready') === 'ready'
  const brokenSrc = isBroken ? src : null
  useEffect(() => {
    if (!isServed) return undefined
    if (brokenSrc !== null) return loadAgain(() => latest.current)
    return preview && sharpen(preview, () => latest.current)
  }, [isServed, preview, brokenSrc])
  return null
}
