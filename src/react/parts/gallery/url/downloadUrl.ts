import { type DefaultError, type DefinedInitialDataOptions, queryOptions } from '@tanstack/react-query'
import type { StoredFile } from '../../../../contract/storedFile.js'
import type { UploadBackend } from '../../../../contract/backend.js'
import { fileUrlKey } from '../../../query/queryKeys.js'
import { createReadContext } from '../../../query/createReadContext.js'
import { shouldRetry, noteAdvice } from '../reading.js'
import { type DownloadUrl, hasUrl, readDownloadUrl } from './readDownloadUrl.js'

type FileUrlKey = ReturnType<typeof fileUrlKey>
type FileUrlOptions = DefinedInitialDataOptions<DownloadUrl, DefaultError, DownloadUrl, FileUrlKey>

/** A file's download URL as a query that becomes stale some time before the URL expires. */
export function downloadUrlOptions<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  file: TFile,
  receivedAt: number,
): FileUrlOptions & { readonly queryKey: FileUrlKey } {
  return queryOptions({
    queryKey: fileUrlKey(backend, file.id),
    queryFn: async ({ signal }): Promise<DownloadUrl> => {
      const fresh = backend.get && (await noteAdvice(backend.get(file.id, createReadContext(`get:${file.id}`, signal))))
      return readDownloadUrl(fresh ?? file, fresh ? Date.now() : receivedAt)
    },
    retry: shouldRetry,
    initialData: () => readDownloadUrl(file, receivedAt),
    initialDataUpdatedAt: receivedAt,
    staleTime: ({ state: { data, dataUpdatedAt } }) => {
      if (!data || !hasUrl(data)) return 0
      return data.refreshAt === null ? Infinity : Math.max(0, data.refreshAt - dataUpdatedAt)
    },
  })
}
