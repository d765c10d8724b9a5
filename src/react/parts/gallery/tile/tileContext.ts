'use client'

import { type Context, createContext, useContext } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import type { GalleryItem } from '../useGallery.js'
import type { TilePicture } from './useTilePicture.js'

/** What the parts inside a {@link GalleryTile} know about it. */
export interface GalleryTileContents<TFile extends StoredFile = StoredFile> {
  /** The file of the tile. */
  readonly item: GalleryItem<TFile>
  /** The file's alternative text or name, in a form that is safe to show. */
  readonly label: string
}

interface TileContextValue extends GalleryTileContents {
  /** What the tile shows of a picture: the file's name or, without one, its alternative text. */
  readonly caption: string
  readonly picture: TilePicture
}

export const TileContext: Context<TileContextValue | null> = createContext<TileContextValue | null>(null)

/**
 * The file of the surrounding `GalleryTile`, for controls of your own.
 * @throws {Error} outside a `GalleryTile`.
 * @example const { item, label } = useGalleryTile()
 */
export function useGalleryTile<TFile extends StoredFile = StoredFile>(): GalleryTileContents<TFile> {
  // The tile's files are those of its gallery's backend, whose type only the caller knows.
  return useTile('useGalleryTile') as unknown as GalleryTileContents<TFile>
}

/** Returns what the surrounding tile shows. */
export function useTile(part: string): TileContextValue {
  const tile = useContext(TileContext)
  if (!tile) throw new Error(`${part} must be used inside <GalleryTile>.`)
  return tile
}
