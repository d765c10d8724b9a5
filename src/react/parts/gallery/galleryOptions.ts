import {
  type DataTag,
  type DefaultError,
  type InfiniteData,
  infiniteQueryOptions,
  type UndefinedInitialDataInfiniteOptions,
} from '@tanstack/react-query'
import { pageServers } from '../../../page/answeredServers.js'
import type { Page, UploadBackend } from '../../../contract/backend.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { galleryKey } from '../../query/queryKeys.js'
import { createReadContext } from '../../query/createReadContext.js'
import { shouldRetry, noteAdvice } from './reading.js'

/** One page of a gallery in the query cache. */
export interface GalleryPage<TFile extends StoredFile = StoredFile> extends Page<TFile> {
  /** When the page was received, in milliseconds since the epoch. The lifetimes of its URLs count from here. */
  readonly receivedAt: number
}

/** Options of {@link galleryOptions} and `useGallery`. */
export interface GalleryOptions {
  /** How many files a page has. @default 60 */
  readonly pageSize?: number | undefined
}

/** The key of a gallery's query. */
export type GalleryQueryKey = ReturnType<typeof galleryKey>

/** A gallery's data in the query cache. */
export type GalleryData<TFile extends StoredFile = StoredFile> = InfiniteData<GalleryPage<TFile>, string | null>

/** The result of {@link galleryOptions}: options for all infinite-query functions and hooks of TanStack Query. */
export type GalleryQueryOptions<TFile extends StoredFile = StoredFile> = UndefinedInitialDataInfiniteOptions<
  GalleryPage<TFile>,
  DefaultError,
  GalleryData<TFile>,
  GalleryQueryKey,
  string | null
> & { readonly queryKey: DataTag<GalleryQueryKey, InfiniteData<GalleryPage<TFile>>, DefaultError> }

/**
 * A backend's files as an infinite query, newest first. It also works on a server.
 * @example await queryClient.prefetchInfiniteQuery(galleryOptions(backend))
 */
export function galleryOptions<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  { pageSize = 60 }: GalleryOptions = {},
): GalleryQueryOptions<TFile> {
  const queryKey = galleryKey(backend)
  return infiniteQueryOptions({
    queryKey,
    queryFn: async ({ pageParam, signal, client }): Promise<GalleryPage<TFile>> => {
      // Without `list`, only the cache has this session's files, and a refetch must not lose them.
      if (!backend.list) return client.getQueryData<GalleryData<TFile>>(queryKey)?.pages[0] ?? emptyPage()
      const context = createReadContext(`list:${pageParam ?? ''}`, signal)
      const page = await noteAdvice(backend.list({ cursor: pageParam, limit: pageSize }, context))
      // An API that has answered once is known to have the right URL, even if the first upload finds it down. A server
      // uploads nothing, and would remember the scope of every user whose gallery it rendered.
      if (typeof document !== 'undefined') pageServers.add(backend, 'api')
      return { files: page.files, nextCursor: page.nextCursor, receivedAt: Date.now() }
    },
    retry: shouldRetry,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    structuralSharing: (before: unknown, after: unknown) =>
      shareFiles(before as GalleryData<TFile> | undefined, after as GalleryData<TFile>),
    ...(!backend.list && {
      initialData: () => ({ pages: [emptyPage<TFile>()], pageParams: [null] }),
      staleTime: Infinity,
      gcTime: Infinity,
    }),
  })
}

function emptyPage<TFile extends StoredFile>(): GalleryPage<TFile> {
  return { files: [], nextCursor: null, receivedAt: Date.now() }
}

/**
 * Keeps the identity of equal files. A file added at the front moves all others, and Query's own structural sharing,
 * which compares by index, would then recreate every one of them.
 */
function shareFiles<TFile extends StoredFile>(
  before: GalleryData<TFile> | undefined,
  after: GalleryData<TFile>,
): GalleryData<TFile> {
  const known = new Map(before?.pages.flatMap(({ files }) => files.map((file) => [file.id, file])))
  const share = (file: TFile): TFile => {
    const same = known.get(file.id)
    return same && (same === file || JSON.stringify(same) === JSON.stringify(file)) ? same : file
  }
  return { ...after, pages: after.pages.map((page) => ({ ...page, files: page.files.map(share) })) }
}
