'use client'

import { type QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import { useCoatcheck } from '../../provider/context.js'
import { type DownloadUrl, downloadUrlOptions, readDownloadUrl } from './downloadUrl.js'
import type { GalleryItem } from './useGallery.js'

export interface UseDownloadUrlOptions {
  /**
   * Only while somebody may see the file is its URL kept fresh.
   * @default true
   */
  readonly isWatched?: boolean
}

export interface UsableUrl {
  /** The last one known; null where there is none. */
  readonly url: string | null
  /** Not about to expire, or nothing better can be had. */
  readonly isFresh: boolean
  /** Asks for another one; null where the backend cannot give any. */
  readonly refresh: (() => Promise<string | null>) | null
}

/**
 * Where a file of the gallery can be read. The URL is refreshed before it expires.
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
      // With a picture of our own at hand nobody waits for a URL.
      enabled: canRefresh && isWatched && (file.url !== undefined || !preview),
      refetchInterval: ({ state }) => (state.data?.refreshAt == null ? false : untilRefresh(state.data.refreshAt)),
    },
    queryClient,
  )
  useEffect(() => takeNewer(queryClient, options.queryKey, readDownloadUrl(file, receivedAt), receivedAt))
  return {
    url: data?.url ?? null,
    isFresh: !isStale || isRefetchError,
    refresh: canRefresh ? async () => (await refetch()).data?.url ?? null : null,
  }
}

/** After a refresh that failed there is another try this much later. */
const tryAgainMs = 5_000

function untilRefresh(refreshAt: number): number {
  const delayMs = refreshAt - Date.now()
  return delayMs > 0 ? delayMs : tryAgainMs
}

/** The list was fetched again, and brought a younger URL. */
function takeNewer(queryClient: QueryClient, queryKey: readonly unknown[], found: DownloadUrl, foundAt: number): void {
  const known = queryClient.getQueryState<DownloadUrl>(queryKey)
  if (!known || found.url === undefined || foundAt <= known.dataUpdatedAt || known.data?.url === found.url) return
  queryClient.setQueryData(queryKey, found, { updatedAt: foundAt })
}
