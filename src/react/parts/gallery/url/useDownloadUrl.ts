'use client'

import { type QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Preview, StoredFile } from '../../../../contract/storedFile.js'
import { useCoatcheck } from '../../../provider/context.js'
import { downloadUrlOptions } from './downloadUrl.js'
import { type DownloadUrl, hasUrl, readDownloadUrl } from './readDownloadUrl.js'
import type { GalleryItem } from '../useGallery.js'

/** Options of {@link useDownloadUrl}. */
export interface UseDownloadUrlOptions {
  /**
   * Whether the URL is kept fresh. Pass false while the user cannot see the file, to save calls.
   * @default true
   */
  readonly isWatched?: boolean
}

/** The result of {@link useDownloadUrl}. */
export interface UsableUrl {
  /** The last known URL; null if there is none. */
  readonly url: string | null
  /** The file's smaller pictures, ascending by width. They expire with the URL. */
  readonly previews: readonly Preview[]
  /** Whether the URL is not about to expire, or cannot be replaced. */
  readonly isFresh: boolean
  /** Fetches a new URL; null if the backend has no `get`. */
  readonly refresh: (() => Promise<string | null>) | null
}

/**
 * The download URL of a gallery's file, refreshed before it expires.
 * @throws {Error} outside an `UploadProvider`.
 * @example const { url } = useDownloadUrl(item)
 */
export function useDownloadUrl<TFile extends StoredFile>(
  { file, backend, receivedAt, preview }: GalleryItem<TFile>,
  { isWatched = true }: UseDownloadUrlOptions = {},
): UsableUrl {
  const { queryClient } = useCoatcheck('useDownloadUrl')
  const options = downloadUrlOptions(backend, file, receivedAt)
  const canRefresh = backend.get !== undefined
  const { data, refetch, isStale, isRefetchError } = useQuery(
    {
      ...options,
      // A local preview needs no URL.
      enabled: canRefresh && isWatched && !(preview && !file.url && !file.previews),
      refetchInterval: ({ state }) => (state.data?.refreshAt == null ? false : millisecondsUntil(state.data.refreshAt)),
    },
    queryClient,
  )
  useEffect(() => adoptNewerUrl(queryClient, options.queryKey, readDownloadUrl(file, receivedAt), receivedAt))
  return {
    url: data.url ?? null,
    previews: data.previews,
    isFresh: !isStale || isRefetchError,
    refresh: canRefresh ? async () => (await refetch()).data?.url ?? null : null,
  }
}

/** The delay before the next attempt after a failed refresh. */
const retryDelayMs = 5_000

function millisecondsUntil(refreshAt: number): number {
  const delayMs = refreshAt - Date.now()
  return delayMs > 0 ? delayMs : retryDelayMs
}

/** Adopts the newer URL that a refetched list contains. */
function adoptNewerUrl(
  queryClient: QueryClient,
  queryKey: readonly unknown[],
  found: DownloadUrl,
  foundAt: number,
): void {
  const known = queryClient.getQueryState<DownloadUrl>(queryKey)
  if (!known || foundAt <= known.dataUpdatedAt) return
  // Previews may have been made since then, while the URL is still the same.
  const isSame = known.data?.url === found.url && known.data?.previews[0]?.url === found.previews[0]?.url
  if (!hasUrl(found) || isSame) return
  queryClient.setQueryData(queryKey, found, { updatedAt: foundAt })
}
