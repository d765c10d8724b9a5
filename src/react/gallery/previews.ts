import type { QueryClient } from '@tanstack/react-query'
import type { DoneUpload, StoredFile, UploadBackend } from '../../core/types.js'
import { isTooLarge } from '../isTooLarge.js'
import { galleryKey } from '../queryKeys.js'

const previews = new WeakMap<QueryClient, Map<string, Blob>>()

/** Keeps a finished upload's own picture at hand, where the backend says no URL. */
export function keepPreview<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
  file: TFile,
  { thumbnail, file: picked, image }: DoneUpload<TFile>,
): void {
  const preview = thumbnail ?? (picked?.type.startsWith('image/') && !isTooLarge(image) ? picked : null)
  if (file.url !== undefined || !preview) return
  const known = previews.get(queryClient) ?? new Map<string, Blob>()
  previews.set(queryClient, known)
  known.set(nameOf(backend, file.id), preview)
}

/** What {@link keepPreview} kept. */
export function findPreview<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
  fileId: string,
): Blob | undefined {
  return previews.get(queryClient)?.get(nameOf(backend, fileId))
}

function nameOf<TFile extends StoredFile>(backend: UploadBackend<TFile>, fileId: string): string {
  return JSON.stringify([...galleryKey(backend), fileId])
}
