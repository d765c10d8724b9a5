import type { QueryClient } from '@tanstack/react-query'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import { findGallery } from '../../query/findGallery.js'

/**
 * The local pictures of finished uploads for which the backend returned no URL, by the file's id. Keyed by the gallery's
 * query, so they are released with it.
 */
export const previews: WeakMap<object, Map<string, Blob>> = new WeakMap()

/** Returns the local pictures of a gallery's files, by the file's id. */
export function findPreviews<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
): ReadonlyMap<string, Blob> | undefined {
  const gallery = findGallery(queryClient, backend)
  return gallery && previews.get(gallery)
}
