'use client'

import { type Context, createContext, useContext } from 'react'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import type { Reorder } from '../../verbs/reorder/useReorder.js'
import type { Selection } from '../../verbs/selection/useSelection.js'
import type { GalleryItem } from '../gallery/useGallery.js'
import type { GalleryActions } from './useGalleryActions.js'

/** What the tiles and bars of a managed gallery share. */
export interface ManagedGalleryValue {
  readonly actions: GalleryActions
  readonly texts: GalleryTexts
  /** Null: nothing can be selected. */
  readonly selection: Selection | null
  readonly reorder: Reorder
  /** Opens the lightbox; null without one. */
  readonly open: ((id: string) => void) | null
  /** Deletes a file, or all that are selected if it is one of them. */
  readonly removeFile: (item: GalleryItem) => void
  /** A tile is there: it gets the focus if that was waiting for it. */
  readonly onTileShown: (id: string) => void
}

export const ManagedGalleryContext: Context<ManagedGalleryValue | null> = createContext<ManagedGalleryValue | null>(
  null,
)

export function useManagedGallery(): ManagedGalleryValue {
  const value = useContext(ManagedGalleryContext)
  if (!value) throw new Error('This part must be used inside <ManagedGallery>.')
  return value
}
