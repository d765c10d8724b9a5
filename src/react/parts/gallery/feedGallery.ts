import type { QueryClient } from '@tanstack/react-query'
import type { DoneUpload } from '../../../contract/upload.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import type { Uploader } from '../../../contract/uploader.js'
import { fileUrlKey, galleryKey } from '../../query/queryKeys.js'
import { readDownloadUrl } from './downloadUrl.js'
import { type GalleryData, galleryOptions } from './galleryOptions.js'
import { keepPreview } from './previews.js'

/** Adds an uploader's finished files to their galleries. Returns a function that stops it. */
export function feedGallery<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): () => void {
  /** The id that each upload was stored under. An upload that is sent again gets a new one. */
  const storedIds = new Map<string, string>()
  const addOnce = (upload: DoneUpload<TFile>): void => {
    if (storedIds.get(upload.id) === upload.stored.id) return
    storedIds.set(upload.id, upload.stored.id)
    addToGallery(queryClient, uploader.getBackend(upload.id), upload)
  }
  /** Adds uploads that finished before the mirror started, and rows of `addStored`, for which no event is emitted. */
  const catchUp = (): void => {
    for (const upload of uploader.getSnapshot().uploads) if (isDone(upload)) addOnce(upload)
  }
  catchUp()
  const stops = [
    uploader.on('done', ({ upload }) => addOnce(upload)),
    uploader.on('removed', ({ id }) => storedIds.delete(id)),
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
 * Adds a finished upload to the cached gallery of its backend: at the front, or at the end if it was stored before this
 * session. A file that is already there keeps its position.
 */
export function addToGallery<TFile extends StoredFile>(
  queryClient: QueryClient,
  backend: UploadBackend<TFile>,
  upload: DoneUpload<TFile>,
): void {
  const isInitial = upload.outcome === 'initial'
  // The backend's list already has the file in its right position.
  if (isInitial && backend.list) return
  const file = describeStored(upload)
  keepPreview(queryClient, backend, file, upload)
  if (backend.list && isNeverFetched(queryClient, backend)) return
  if (file.url !== undefined) {
    queryClient.setQueryData(fileUrlKey(backend, file.id), readDownloadUrl(file, Date.now()))
  }
  const put = (): void => putFile(queryClient, backend, file, isInitial ? 'last' : 'first')
  put()
  afterFetch(queryClient, backend, put)
}

/** Whether the gallery has never been fetched. Its first fetch then includes this file. */
function isNeverFetched<TFile extends StoredFile>(queryClient: QueryClient, backend: UploadBackend<TFile>): boolean {
  const state = queryClient.getQueryState(galleryKey(backend))
  return state?.data === undefined && (state?.fetchStatus ?? 'idle') === 'idle'
}

/** Fills in what the backend left out: a tile needs its proportions before the picture has loaded. */
function describeStored<TFile extends StoredFile>({ stored, name, size, type, image }: DoneUpload<TFile>): TFile {
  return { name, size, type, ...image, ...withoutUndefined(stored) }
}

function withoutUndefined<T extends object>(value: T): T {
  // Removed members are optional in T, because only those can be undefined.
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

/** Runs once the fetch in flight has ended, because its list may date from before the file was registered. */
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
