import { type DefaultError, queryOptions, type UndefinedInitialDataOptions } from '@tanstack/react-query'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import { fileUrlKey } from '../../query/queryKeys.js'
import { safePicture } from '../../shared/safeUrl.js'
import { createReadContext } from './galleryOptions.js'

/** A file's download URL and its lifetime. */
export interface DownloadUrl {
  readonly url: string | undefined
  /** When to fetch a new URL, some time before this one expires, in milliseconds since the epoch; null: never. */
  readonly refreshAt: number | null
}

/** Reads the URL from a file that the backend returned at `receivedAt`, in milliseconds since the epoch. */
export function readDownloadUrl({ url: answered, urlExpiresInSeconds }: StoredFile, receivedAt: number): DownloadUrl {
  const url = safePicture(answered)
  if (url === undefined || urlExpiresInSeconds === undefined) return { url, refreshAt: null }
  const lifetimeMs = urlExpiresInSeconds * 1000
  const marginMs = Math.min(maxMarginMs, lifetimeMs * 0.2)
  return { url, refreshAt: receivedAt + lifetimeMs - marginMs }
}

/** A URL must stay valid while a large picture is loading. */
const maxMarginMs = 30_000

type FileUrlKey = ReturnType<typeof fileUrlKey>
type FileUrlOptions = UndefinedInitialDataOptions<DownloadUrl, DefaultError, DownloadUrl, FileUrlKey>

/** A file's download URL as a query that becomes stale some time before the URL expires. */
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
