import {
  type DataTag,
  type DefaultError,
  type InfiniteData,
  infiniteQueryOptions,
  type UndefinedInitialDataInfiniteOptions,
} from '@tanstack/react-query'
import { pageServers } from '../../../page/answeredServers.js'
import { adviceOn } from '../../../errors/codeOf.js'
import type { CallContext, Page, UploadBackend } from '../../../contract/backend.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { galleryKey } from '../../query/queryKeys.js'

/** One page of a gallery in the query's cache. */
export interface GalleryPage<TFile extends StoredFile = StoredFile> extends Page<TFile> {
  /** When the files' URLs began to age: milliseconds since the epoch. */
  readonly receivedAt: number
}

export interface GalleryOptions {
  /** @default 60 */
  readonly pageSize?: number
}

export type GalleryQueryKey = ReturnType<typeof galleryKey>

/** What a gallery's cache holds. */
export type GalleryData<TFile extends StoredFile = StoredFile> = InfiniteData<GalleryPage<TFile>, string | null>

/** What {@link galleryOptions} makes: options for any of Query's infinite functions and hooks. */
export type GalleryQueryOptions<TFile extends StoredFile = StoredFile> = UndefinedInitialDataInfiniteOptions<
  GalleryPage<TFile>,
  DefaultError,
  GalleryData<TFile>,
  GalleryQueryKey,
  string | null
> & { readonly queryKey: DataTag<GalleryQueryKey, InfiniteData<GalleryPage<TFile>>, DefaultError> }

/**
 * A backend's files as an infinite query, newest first. Usable on a server, too.
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
      // Without a list the cache is all there is: this session's files, which a refetch must not lose.
      if (!backend.list) return client.getQueryData<GalleryData<TFile>>(queryKey)?.pages[0] ?? emptyPage()
      const context = createReadContext(`list:${pageParam ?? ''}`, signal)
      const page = await backend.list({ cursor: pageParam, limit: pageSize }, context)
      // An API that has answered the gallery is no misspelt URL when the first upload finds it down. A server uploads
      // nothing, and would remember the scope of everyone whose gallery it ever rendered.
      if (typeof document !== 'undefined') pageServers.add(backend, 'api')
      return { files: page.files, nextCursor: page.nextCursor, receivedAt: Date.now() }
    },
    // What is refused for good is not asked for again: the tiles would show as loading for seconds.
    retry: (failures, error) => failures < mostRetries && adviceOn(error).when === 'automatically',
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    structuralSharing: (before: unknown, after: unknown) =>
      shareFiles(before as GalleryData<TFile> | undefined, after as GalleryData<TFile>),
    ...(!backend.list && {
      initialData: () => ({ pages: [emptyPage<TFile>()], pageParams: [null] }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
    }),
  })
}

/** As often as Query does by itself. */
const mostRetries = 3

function emptyPage<TFile extends StoredFile>(): GalleryPage<TFile> {
  return { files: [], nextCursor: null, receivedAt: Date.now() }
}

/** A read may be repeated as one likes: it needs no key of its own, but every call has one. */
export function createReadContext(idempotencyKey: string, signal: AbortSignal): CallContext {
  return { signal, attempt: 1, keepalive: false, idempotencyKey }
}

/**
 * Files that say the same stay the same objects, wherever they stand now: a file put in front moves all the others, and
 * Query's own sharing, which compares by place, would make every one of them new.
 */
function shareFiles<TFile extends StoredFile>(
  before: GalleryData<TFile> | undefined,
  after: GalleryData<TFile>,
): GalleryData<TFile> {
  if (!before) return after
  const known = new Map(before.pages.flatMap(({ files }) => files.map((file) => [file.id, file])))
  const share = (file: TFile): TFile => {
    const same = known.get(file.id)
    return same && (same === file || JSON.stringify(same) === JSON.stringify(file)) ? same : file
  }
  return { ...after, pages: after.pages.map((page) => ({ ...page, files: page.files.map(share) })) }
}
