import type { QueryClient } from '@tanstack/react-query'
import type { DoneUpload } from '../../../contract/upload.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { UploadBackend } from '../../../contract/backend.js'
import type { Uploader } from '../../../contract/uploader.js'
import type { fileUrlKey, galleryKey } from '../../query/queryKeys.js'
import { isTooLarge } from '../../shared/isTooLarge.js'
import type { GalleryData } from './galleryOptions.js'
import type { previews } from './previews.js'
import { readDownloadUrl } from './url/readDownloadUrl.js'

/**
 * What galleries on the page use, too. It is passed in, because bundlers move what both would import to a chunk of its
 * own, which every page would have to load.
 */
export interface GalleryCode {
  readonly fileUrlKey: typeof fileUrlKey
  readonly galleryKey: typeof galleryKey
  readonly previews: typeof previews
}

type Key = ReturnType<typeof galleryKey>

interface SharedFeed {
  users: number
  readonly stop: () => void
}

const feeds = new WeakMap<object, WeakMap<QueryClient, SharedFeed>>()

/**
 * Adds an uploader's finished files to their galleries. Providers with the same uploader and client share one feed, which
 * stops one task after the last one has called the function that this returns.
 */
export function feedGallery<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  queryClient: QueryClient,
  code: GalleryCode,
): () => void {
  const ofUploader = feeds.get(uploader) ?? new WeakMap<QueryClient, SharedFeed>()
  feeds.set(uploader, ofUploader)
  const feed = ofUploader.get(queryClient) ?? { users: 0, stop: startFeed(uploader, queryClient, code) }
  ofUploader.set(queryClient, feed)
  feed.users += 1
  return () => {
    feed.users -= 1
    // StrictMode and a quick <Activity> run the effect again within a task.
    setTimeout(() => {
      if (feed.users > 0 || ofUploader.get(queryClient) !== feed) return
      ofUploader.delete(queryClient)
      feed.stop()
    })
  }
}

function startFeed<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  queryClient: QueryClient,
  code: GalleryCode,
): () => void {
  /** The id that each upload was stored under. An upload that is sent again gets a new one. */
  const storedIds = new Map<string, string>()
  const addOnce = (upload: DoneUpload<TFile>): void => {
    if (storedIds.get(upload.id) === upload.stored.id) return
    storedIds.set(upload.id, upload.stored.id)
    addToGallery(queryClient, uploader.getBackend(upload.id), upload, code)
  }
  /** Adds uploads that finished before the mirror started, and rows of `addStored`, for which no event is emitted. */
  const catchUp = (): void => {
    for (const upload of uploader.getSnapshot().uploads) if (isDone(upload)) addOnce(upload)
  }
  catchUp()
  const stops = [
    uploader.on('done', ({ upload }) => addOnce(upload)),
    uploader.on('storedChanged', ({ upload: { id, stored } }) => {
      const backend = uploader.getBackend(id)
      putUrl(queryClient, code.fileUrlKey(backend, stored.id), stored)
      // What was known of the file from the upload stays.
      const renew = (file: TFile): TFile =>
        file.id === stored.id ? { ...file, stateText: undefined, ...withoutUndefined(stored) } : file
      queryClient.setQueryData<GalleryData<TFile>>(
        code.galleryKey(backend),
        (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, files: page.files.map(renew) })) },
      )
    }),
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
  { fileUrlKey, galleryKey, previews }: GalleryCode,
): void {
  const isInitial = upload.outcome === 'initial'
  // The backend's list already has the file in its right position.
  if (isInitial && backend.list) return
  const key = galleryKey(backend)
  const file = describeStored(upload)
  keepPreview(queryClient, key, upload, previews)
  if (backend.list && isNeverFetched(queryClient, key)) return
  putUrl(queryClient, fileUrlKey(backend, file.id), file)
  const put = (): void =>
    void queryClient.setQueryData<GalleryData<TFile>>(key, (data) => {
      if (!data) return backend.list ? undefined : startGallery(file)
      return withFile(data, file, isInitial ? 'last' : 'first')
    })
  put()
  afterFetch(queryClient, key, put)
}

function putUrl(queryClient: QueryClient, key: ReturnType<typeof fileUrlKey>, file: StoredFile): void {
  if (file.url !== undefined) queryClient.setQueryData(key, readDownloadUrl(file, Date.now()))
}

/** Keeps a finished upload's local picture, which stands in for previews that the backend has not made. */
function keepPreview(
  queryClient: QueryClient,
  queryKey: Key,
  { thumbnail, file: picked, image, stored }: DoneUpload,
  previews: GalleryCode['previews'],
): void {
  if (stored.previews && stored.previews.length > 0) return
  // Where there is a URL, the whole picture need not be kept in memory.
  const whole = stored.url === undefined && picked?.type.startsWith('image/') && !isTooLarge(image) ? picked : null
  const preview = thumbnail ?? whole
  if (!preview) return
  const gallery = queryClient.getQueryCache().build(queryClient, queryClient.defaultQueryOptions({ queryKey }))
  const known = previews.get(gallery) ?? new Map<string, Blob>()
  previews.set(gallery, known)
  known.set(stored.id, preview)
}

/** Whether the gallery has never been fetched. Its first fetch then includes this file. */
function isNeverFetched(queryClient: QueryClient, key: Key): boolean {
  const state = queryClient.getQueryState(key)
  return state?.data === undefined && (state?.fetchStatus ?? 'idle') === 'idle'
}

/** Fills in what the backend left out: a tile needs its proportions before the picture has loaded. */
function describeStored<TFile extends StoredFile>(upload: DoneUpload<TFile>): TFile {
  const { stored, name, size, type, image, video } = upload
  return { name, size, type, ...(image ?? video), ...withoutUndefined(stored) }
}

function withoutUndefined<T extends object>(value: T): T {
  // Removed members are optional in T, because only those can be undefined.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}

type Place = 'first' | 'last'

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
function afterFetch(queryClient: QueryClient, key: Key, run: () => void): void {
  const isFetching = (): boolean => (queryClient.getQueryState(key)?.fetchStatus ?? 'idle') !== 'idle'
  if (!isFetching()) return
  const stop = queryClient.getQueryCache().subscribe(() => {
    if (isFetching()) return
    stop()
    run()
  })
}
