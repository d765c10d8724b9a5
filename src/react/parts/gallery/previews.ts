import type { QueryClient } from '@tanstack/react-query'
import type { DoneUpload } from '../../../contract/upload.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import { isTooLarge } from '../../shared/isTooLarge.js'
import { galleryKey } from '../../query/queryKeys.js'

/** Keyed by the gallery's query, so the previews are released with it. */
const previews = new WeakMap<object, Map<string, Blob>>()

/** Keeps a finished upload's local picture if the backend returned no URL. */
export function keepPreview<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
  file: TFile,
  { thumbnail, file: picked, image }: DoneUpload<TFile>,
): void {
  const preview = thumbnail ?? (picked?.type.startsWith('image/') && !isTooLarge(image) ? picked : null)
  if (file.url !== undefined || !preview) return
  const options = queryClient.defaultQueryOptions({ queryKey: galleryKey(backend) })
  const gallery = queryClient.getQueryCache().build(queryClient, options)
  const known = previews.get(gallery) ?? new Map<string, Blob>()
  previews.set(gallery, known)
  known.set(file.id, preview)
}

/** Returns the picture that {@link keepPreview} kept. */
export function findPreview<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
  fileId: string,
): Blob | undefined {
  const gallery = queryClient.getQueryCache().find({ queryKey: galleryKey(backend) })
  return gallery && previews.get(gallery)?.get(fileId)
}
