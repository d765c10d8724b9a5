'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import { preloadCalls } from '../../../uploader/preloadCalls.js'
import { useCoatcheck } from '../../provider/context.js'
import {
  type GalleryData,
  type GalleryOptions,
  galleryOptions,
  type GalleryPage,
  type GalleryQueryKey,
} from './galleryOptions.js'
import { findPreviews } from './previews.js'

/** One file of a gallery. */
export interface GalleryItem<TFile extends StoredFile = StoredFile> {
  /** The file as the backend returned it. */
  readonly file: TFile
  /** The backend that the file is stored with. */
  readonly backend: UploadBackend<TFile>
  /** The local picture of an upload of this session, for as long as the backend has no previews of it. */
  readonly preview: Blob | undefined
  /** When the file was received, in milliseconds since the epoch. The lifetime of its URL counts from here. */
  readonly receivedAt: number
}

/** Options of {@link useGallery}. */
export interface UseGalleryOptions<TFile extends StoredFile = StoredFile> extends GalleryOptions {
  /** The backend whose files are returned. Default: the one that files are added with. */
  readonly backend?: UploadBackend<TFile> | undefined
}

/** The result of {@link useGallery}. */
export interface GalleryResult<TFile extends StoredFile = StoredFile> {
  /** The files, newest first, each once. */
  readonly items: readonly GalleryItem<TFile>[]
  /** The status of the first page. */
  readonly status: 'pending' | 'error' | 'success'
  /** Why the first or the next page could not be fetched; null if neither failed. */
  readonly error: Error | null
  /** How many pages have been fetched. */
  readonly pageCount: number
  /** Whether the backend has more files. */
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly hasNextPageFailed: boolean
  /** Fetches the next page, also again after it failed. */
  readonly fetchNextPage: () => void
  /** Fetches all pages again. */
  readonly refetch: () => void
}

/**
 * The backend's files, with this session's uploads at the front as they finish. If the backend has no `list`, only this
 * session's uploads.
 * @throws {Error} outside an `UploadProvider`.
 * @example const { items, fetchNextPage } = useGallery()
 */
export function useGallery<TFile extends StoredFile = StoredFile>(
  options: UseGalleryOptions<TFile> = {},
): GalleryResult<TFile> {
  const { uploader, backend: provided, queryClient } = useCoatcheck<TFile>('useGallery')
  const backend = options.backend ?? provided ?? uploader.getBackend()
  // The query makes its first call after hydration. By then the code for it is on its way.
  useState(() => backend.list && typeof document !== 'undefined' && preloadCalls(backend))
  const given = galleryOptions(backend, options)
  // Without `get`, URLs that run out are renewed by the list alone.
  const { staleTime = backend.get ? freshByLength : 0 } = queryClient.defaultQueryOptions<
    GalleryPage<TFile>,
    Error,
    GalleryData<TFile>,
    GalleryData<TFile>,
    GalleryQueryKey
  >({ queryKey: given.queryKey })
  const query = useInfiniteQuery({ staleTime, ...given }, queryClient)
  const { data, status, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = query
  const items = useMemo(() => toItems(data, backend, findPreviews(queryClient, backend)), [data, backend, queryClient])
  return {
    items,
    status,
    error,
    pageCount: data?.pages.length ?? 0,
    hasNextPage,
    isFetchingNextPage,
    hasNextPageFailed: isFetchNextPageError,
    // Query would cancel the call that is under way, and make it again.
    fetchNextPage: () => void (isFetchingNextPage || fetchNextPage()),
    refetch: () => void refetch(),
  }
}

/**
 * How long a gallery stays fresh if the app has set no time. Query would fetch all pages again, one after another, each
 * time that a stale gallery is mounted or its window regains the focus. The more calls that takes, the longer it waits.
 */
const freshByLength = ({ state: { data } }: { readonly state: { readonly data?: GalleryData | undefined } }): number =>
  data ? (data.pages.length - 1) * msPerPage : 0

/** Whoever comes and goes all day causes no more than a call in this time. */
const msPerPage = 10_000

/** Lists each file once, because one that was added at the front may be on a later page of the backend, too. */
function toItems<TFile extends StoredFile>(
  data: GalleryData<TFile> | undefined,
  backend: UploadBackend<TFile>,
  previews: ReadonlyMap<string, Blob> | undefined,
): readonly GalleryItem<TFile>[] {
  const items = new Map<string, GalleryItem<TFile>>()
  for (const { files, receivedAt } of data?.pages ?? []) {
    for (const file of files) {
      if (!items.has(file.id)) items.set(file.id, { file, receivedAt, backend, preview: previews?.get(file.id) })
    }
  }
  return [...items.values()]
}
