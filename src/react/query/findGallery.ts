import type { QueryClient } from '@tanstack/react-query'
import type { UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { galleryKey } from './queryKeys.js'

/** The query that stands for a gallery as long as it is in the cache. */
export function findGallery<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
): object | undefined {
  return queryClient.getQueryCache().find({ queryKey: galleryKey(backend) })
}
