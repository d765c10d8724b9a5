import type { QueryClient } from '@tanstack/react-query'
import type { DoneUpload } from '../../../contract/upload.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import type { Uploader } from '../../../contract/uploader.js'
import { fileUrlKey, galleryKey } from '../../query/queryKeys.js'
import { readDownloadUrl } from './downloadUrl.js'
import { type GalleryData, galleryOptions } from './galleryOptions.js'
import { keepPreview } from './previews.js'

/** Lets an uploader's finished files enter their galleries. Returns what ends it. */
export function feedGallery<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): () => void {
  /** What each upload was stored as: one that is sent again is stored anew. */
  const known = new Map<string, string>()
  const enterOnce = (upload: DoneUpload<TFile>): void => {
    if (known.get(upload.id) === upload.stored.id) return
    known.set(upload.id, upload.stored.id)
    enterGallery(queryClient, uploader.getBackend(upload.id), upload)
  }
  /** What was done before anyone looked, and files that were stored before: no event tells of those. */
  const catchUp = (): void => {
    for (const upload of uploader.getSnapshot().uploads) if (isDone(upload)) enterOnce(upload)
  }
  catchUp()
  const stops = [
    uploader.on('done', ({ upload }) => enterOnce(upload)),
    uploader.on('removed', ({ id }) => known.delete(id)),
    uploader.subscribe(catchUp),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function isDone<TUpload extends { readonly status: string }>(
  upload: TUpload,
): upload is TUpload & { readonly status: 'done' } {
  return upload.status === 'done'
}

/**
 * Puts a finished upload into the gallery of its backend, by cache update: in front, or at the end where it was stored
 * before this session. One that is there already stays where it is.
 */
export function enterGallery<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
  upload: DoneUpload<TFile>,
): void {
  const isInitial = upload.outcome === 'initial'
  // A list has it where it belongs.
  if (isInitial && backend.list) return
  const file = describeStored(upload)
  keepPreview(queryClient, backend, file, upload)
  if (backend.list && isUntouched(queryClient, backend)) return
  if (file.url !== undefined) {
    queryClient.setQueryData(fileUrlKey(backend, file.id), readDownloadUrl(file, Date.now()))
  }
  const put = (): void => putFile(queryClient, backend, file, isInitial ? 'last' : 'first')
  put()
  afterFetch(queryClient, backend, put)
}

/** Nobody has looked at the gallery yet, so its first fetch will bring this file along with all the others. */
function isUntouched<TFile extends StoredFile>(queryClient: QueryClient, backend: UploadBackend<TFile>): boolean {
  const state = queryClient.getQueryState(galleryKey(backend))
  return state?.data === undefined && (state?.fetchStatus ?? 'idle') === 'idle'
}

/** What the backend left unsaid, but the upload knows: a tile needs its proportions before the picture is there. */
function describeStored<TFile extends StoredFile>({ stored, name, size, type, image }: DoneUpload<TFile>): TFile {
  return { name, size, type, ...image, ...withoutUndefined(stored) }
}

function withoutUndefined<T extends object>(value: T): T {
  // What goes is optional by its type: an absent member and an undefined one mean the same.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}

type Place = 'first' | 'last'

function putFile<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
  file: TFile,
  place: Place,
): void {
  const { queryKey } = galleryOptions(backend)
  queryClient.setQueryData<GalleryData<TFile>>(queryKey, (data) => {
    if (!data) return backend.list ? undefined : startGallery(file)
    return withFile(data, file, place)
  })
}

function startGallery<TFile extends StoredFile>(file: TFile): GalleryData<TFile> {
  return { pages: [{ files: [file], nextCursor: null, receivedAt: Date.now() }], pageParams: [null] }
}

function withFile<TFile extends StoredFile>(data: GalleryData<TFile>, file: TFile, place: Place): GalleryData<TFile> {
  const [first, ...others] = data.pages
  if (!first || data.pages.some(({ files }) => files.some(({ id }) => id === file.id))) return data
  const files = place === 'first' ? [file, ...first.files] : [...first.files, file]
  return { ...data, pages: [{ ...first, files }, ...others] }
}

/** A fetch that is on its way may bring a list from before the file was registered. */
function afterFetch<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
  run: () => void,
): void {
  const { queryKey } = galleryOptions(backend)
  const isFetching = (): boolean => (queryClient.getQueryState(queryKey)?.fetchStatus ?? 'idle') !== 'idle'
  if (!isFetching()) return
  const stop = queryClient.getQueryCache().subscribe(() => {
    if (isFetching()) return
    stop()
    run()
  })
}
