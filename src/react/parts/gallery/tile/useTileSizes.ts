'use client'

import { type Context, createContext, useContext } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'

/** The size of a tile, in CSS pixels. */
export interface TileSize {
  readonly width: number
  readonly height: number
}

/** The size of the surrounding tile; null until the gallery has arranged it. */
export const TileSizeContext: Context<TileSize | null> = createContext<TileSize | null>(null)

/** Returns how wide a file's picture is shown, for the `sizes` of its set. */
export function useTileSizes({ width, height }: StoredFile): string {
  const tile = useContext(TileSizeContext)
  const ratio = width && height ? width / height : 1
  // A picture that covers its tile is cut off at the sides if it is the wider one.
  if (tile) return `${Math.ceil(Math.max(tile.width, tile.height * ratio))}px`
  return `${Math.round(usualRem * Math.max(1, ratio) * 10) / 10}rem`
}

/** What the style sheet's columns usually come to. */
const usualRem = 11
