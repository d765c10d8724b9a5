'use client'

import { enGallery } from '../../../locales/gallery/en.js'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import { useMessages } from '../../hooks/useMessages.js'
import { type Chunk, createChunk, useChunk } from '../../shared/useChunk.js'

interface Loaded {
  readonly texts: GalleryTexts
}

const english = createChunk<Loaded>(() => Promise.reject(new Error('English needs no loading.')))
const chunks = new WeakMap<object, Chunk<Loaded>>()

function findChunk(load: () => Promise<GalleryTexts>): Chunk<Loaded> {
  const chunk = chunks.get(load) ?? createChunk(async () => ({ texts: await load() }))
  chunks.set(load, chunk)
  return chunk
}

/**
 * The texts for what users can do with files, in the provider's language; null until they have loaded.
 * @throws {Error} outside an `UploadProvider`.
 */
export function useGalleryTexts(): GalleryTexts | null {
  const { loadTexts } = useMessages().gallery
  const loaded = useChunk(loadTexts ? findChunk(loadTexts) : english, loadTexts !== null)
  return loadTexts ? (loaded?.texts ?? null) : enGallery
}
