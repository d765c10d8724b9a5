'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import { useCoatcheck } from '../../provider/context.js'
import { type GalleryData, type GalleryOptions, galleryOptions } from './galleryOptions.js'
import { findPreview } from './previews.js'

/** One file of a gallery. */
export interface GalleryItem<TFile extends StoredFile = StoredFile> {
  readonly file: TFile
  readonly backend: UploadBackend<TFile>
  /** A picture of this session's, where the backend says no URL. */
  readonly preview: Blob | undefined
  /** When the file's URL began to age: milliseconds since the epoch. */
  readonly receivedAt: number
}

export interface UseGalleryOptions<TFile extends StoredFile = StoredFile> extends GalleryOptions {
  /** Default: the one that files are added under now. */
  readonly backend?: UploadBackend<TFile> | undefined
}

export interface GalleryResult<TFile extends StoredFile = StoredFile> {
  /** Newest first; each file once. */
  readonly items: readonly GalleryItem<TFile>[]
  readonly status: 'pending' | 'error' | 'success'
  /** Why the first page is missing, or the next one. */
  readonly error: Error | null
  readonly pageCount: number
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly hasNextPageFailed: boolean
  readonly fetchNextPage: () => void
  readonly refetch: () => void
}

/**
 * The backend's files, this session's in front as they finish; without a `list` this session's alone.
 * @example const { items, fetchNextPage } = useGallery()
 */
export function useGallery<TFile extends StoredFile = StoredFile>(
  options: UseGalleryOptions<TFile> = {},
): GalleryResult<TFile> {
  const { uploader, backend: provided, queryClient } = useCoatcheck<TFile>('useGallery')
  const backend = options.backend ?? provided ?? uploader.getBackend()
  const query = useInfiniteQuery(
    galleryOptions(backend, options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
    queryClient,
  )
  const { data, status, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = query
  const items = useMemo(
    () => toItems(data, (file) => ({ backend, preview: findPreview(queryClient, backend, file.id) })),
    [data, backend, queryClient],
  )
  return {
    items,
    status,
    error,
    pageCount: data?.pages.length ?? 0,
    hasNextPage,
    isFetchingNextPage,
    hasNextPageFailed: isFetchNextPageError,
    fetchNextPage: () => void fetchNextPage(),
    refetch: () => void refetch(),
  }
}

/** Each file once: one that came in front stands on a later page of the backend's, too. */
function toItems<TFile extends StoredFile>(
  data: GalleryData<TFile> | undefined,
  describe: (file: TFile) => Pick<GalleryItem<TFile>, 'backend' | 'preview'>,
): readonly GalleryItem<TFile>[] {
  const items = new Map<string, GalleryItem<TFile>>()
  for (const { files, receivedAt } of data?.pages ?? []) {
    for (const file of files) {
      if (!items.has(file.id)) items.set(file.id, { file, receivedAt, ...describe(file) })
    }
  }
  return [...items.values()]
}
