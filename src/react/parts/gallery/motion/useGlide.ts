'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { useBrowserLayoutEffect } from '../../../shared/useBrowserLayoutEffect.js'
import { createChunk, useChunk } from '../../../shared/useChunk.js'
import type { PlacedTile } from '../layout/useGalleryLayout.js'
import type { Places } from './glide.js'

/** Until it has loaded, tiles jump to their new positions. */
const glideChunk = createChunk(() => import('./glide.js'))

interface Glide {
  readonly list: RefObject<HTMLElement | null>
  /** All items, in order: when they change, tiles move. */
  readonly items: readonly unknown[]
  /** The tiles in the page. When these alone change, others have scrolled into view, and nothing moves. */
  readonly tiles: readonly PlacedTile[]
  readonly onMoving: (end: Promise<unknown>) => void
}

/** Lets tiles glide to their new positions when the items change. */
export function useGlide({ list, items, tiles, onMoving }: Glide): void {
  const measured = useRef<{ readonly items: readonly unknown[]; readonly places: Places } | null>(null)
  const motion = useChunk(glideChunk, true)
  useBrowserLayoutEffect(() => {
    if (!list.current || !motion) return
    const before = measured.current
    const places = motion.findPlaces(list.current, tiles)
    measured.current = { items, places }
    if (before?.items === items) return
    const end = motion.glide(list.current, before?.places ?? new Map(), places)
    if (end) onMoving(end)
  }, [items, tiles, list, motion, onMoving])

  const latestTiles = useRef(tiles)
  useBrowserLayoutEffect(() => {
    latestTiles.current = tiles
  })
  useEffect(() => {
    const element = list.current
    if (!element || !motion || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => {
      if (!measured.current) return
      const places = motion.findPlaces(element, latestTiles.current)
      measured.current = { ...measured.current, places }
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [list, motion])
}
