import { type DefaultError, queryOptions, type UndefinedInitialDataOptions } from '@tanstack/react-query'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import { fileUrlKey } from '../../query/queryKeys.js'
import { safePicture } from '../../shared/safeUrl.js'
import { createReadContext } from './galleryOptions.js'

/** Where a file can be read, and for how long. */
export interface DownloadUrl {
  readonly url: string | undefined
  /** When another is due, some time before this one expires: milliseconds since the epoch; null: it does not. */
  readonly refreshAt: number | null
}

/** A URL as a backend's answer gave it. */
export function readDownloadUrl({ url: answered, urlExpiresInSeconds }: StoredFile, receivedAt: number): DownloadUrl {
  const url = safePicture(answered)
  if (url === undefined || urlExpiresInSeconds === undefined) return { url, refreshAt: null }
  const lifetimeMs = urlExpiresInSeconds * 1000
  const marginMs = Math.min(longestMarginMs, lifetimeMs * 0.2)
  return { url, refreshAt: receivedAt + lifetimeMs - marginMs }
}

/** A large picture may take a while: its URL has to hold for that long. */
const longestMarginMs = 30_000

type FileUrlKey = ReturnType<typeof fileUrlKey>
type FileUrlOptions = UndefinedInitialDataOptions<DownloadUrl, DefaultError, DownloadUrl, FileUrlKey>

/** A file's download URL as a query that is stale a while before the URL expires. */
export function downloadUrlOptions<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  file: TFile,
  receivedAt: number,
): FileUrlOptions & { readonly queryKey: FileUrlKey } {
  return queryOptions({
    queryKey: fileUrlKey(backend, file.id),
    queryFn: async ({ signal }): Promise<DownloadUrl> => {
      const fresh = await backend.get?.(file.id, createReadContext(`get:${file.id}`, signal))
      return readDownloadUrl(fresh ?? file, fresh ? Date.now() : receivedAt)
    },
    initialData: () => readDownloadUrl(file, receivedAt),
    initialDataUpdatedAt: receivedAt,
    staleTime: ({ state: { data, dataUpdatedAt } }) => {
      if (data?.url === undefined) return 0
      return data.refreshAt === null ? Number.POSITIVE_INFINITY : Math.max(0, data.refreshAt - dataUpdatedAt)
    },
  })
}
