import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Page } from '../../contract/backend.js'
import type { FileChange, StoredFile } from '../../contract/storedFile.js'
import { changeFile } from './changeFile.js'

type Data<TFile> = InfiniteData<Page<TFile>>

/** Where a deleted file stood, so that it can be put back. */
interface Place<TFile> {
  readonly file: TFile
  readonly page: number
  readonly index: number
}

interface Changed<TFile> {
  /** The file as the backend knows it. */
  base: TFile
  /** What the gallery shows: the base with all changes. */
  shown: TFile
  readonly changes: Set<FileChange>
}

/**
 * What users have asked for and the backend has not answered yet, laid over a cached gallery. A list that is fetched
 * meanwhile does not know of it, so it is laid over each new list, too.
 */
export class GalleryDraft<TFile extends StoredFile = StoredFile> {
  readonly #queryClient: QueryClient
  readonly #queryKey: readonly unknown[]
  readonly #hidden = new Map<string, Place<TFile> | null>()
  readonly #changed = new Map<string, Changed<TFile>>()
  /** Deleted files that a list which is on its way may still have. */
  readonly #gone = new Set<string>()
  #stopWatching: (() => void) | null = null
  #isWriting = false

  constructor(queryClient: QueryClient, queryKey: readonly unknown[]) {
    this.#queryClient = queryClient
    this.#queryKey = queryKey
  }

  /** Whether a file has been taken out of the gallery, and is neither back nor gone for good. */
  hides(id: string): boolean {
    return this.#hidden.has(id)
  }

  /** Takes files out of the gallery until `show` or `forget`. */
  hide(ids: Iterable<string>): void {
    for (const id of ids) this.#hidden.set(id, null)
    this.#apply()
  }

  /** Puts files back where they were. A list that was fetched since then has the last word on where that is. */
  show(ids: Iterable<string>): void {
    const places: Place<TFile>[] = []
    for (const id of ids) {
      const place = this.#hidden.get(id)
      this.#hidden.delete(id)
      if (place) places.push(place)
    }
    places.sort((one, other) => one.page - other.page || one.index - other.index)
    if (places.length > 0) this.#write((data) => places.reduce(putBack, data))
    this.#rest()
  }

  /** Puts all files into the order of their ids. Files that are not named stay behind those that are. */
  reorder(ids: readonly string[]): void {
    this.#write((data) => {
      const places = new Map(ids.map((id, place) => [id, place]))
      const placeOf = ({ id }: TFile): number => places.get(id) ?? ids.length
      const files = data.pages.flatMap((page) => page.files).toSorted((one, other) => placeOf(one) - placeOf(other))
      // Pages keep their lengths, so that each keeps its cursor.
      return { ...data, pages: data.pages.map((page) => ({ ...page, files: files.splice(0, page.files.length) })) }
    })
  }

  /** The backend has deleted a file. */
  forget(id: string): void {
    this.#hidden.delete(id)
    if (this.#isFetching()) this.#gone.add(id)
    this.#rest()
  }

  /** Shows a change, after all others to the same file. */
  change(id: string, change: FileChange): void {
    const known = this.#changed.get(id)
    const file = known?.base ?? this.#find(id)
    if (!file) return
    const changed = known ?? { base: file, shown: file, changes: new Set() }
    changed.changes.add(change)
    this.#changed.set(id, changed)
    this.#draw(changed)
  }

  /** Ends a change: with the file as the backend returned it, or without it if the change was refused. */
  settle(id: string, change: FileChange, answer?: TFile): void {
    const changed = this.#changed.get(id)
    if (!changed) return
    changed.changes.delete(change)
    // The gallery may know more about the file than one answer says.
    if (answer) changed.base = { ...changeFile(changed.base, change), ...answer }
    this.#draw(changed)
    if (changed.changes.size === 0) this.#changed.delete(id)
    this.#rest()
  }

  #draw(changed: Changed<TFile>): void {
    const shown = layOver(changed)
    this.#write((data) => ({
      ...data,
      pages: data.pages.map((page) =>
        page.files.some(({ id }) => id === shown.id)
          ? { ...page, files: page.files.map((file) => (file.id === shown.id ? shown : file)) }
          : page,
      ),
    }))
    this.#watch()
  }

  #apply(): void {
    this.#write((data) => {
      const pages = data.pages.map((page, index) => this.#layOver(page, index))
      return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages }
    })
    this.#watch()
  }

  #layOver(page: Page<TFile>, pageIndex: number): Page<TFile> {
    let isSame = true
    const files = page.files.flatMap((file, index) => {
      const shown = this.#toShown(file, pageIndex, index)
      isSame &&= shown === file
      return shown ? [shown] : []
    })
    return isSame ? page : { ...page, files }
  }

  #toShown(file: TFile, page: number, index: number): TFile | null {
    if (this.#gone.has(file.id)) return null
    if (this.#hidden.has(file.id)) {
      this.#hidden.set(file.id, { file, page, index })
      return null
    }
    const changed = this.#changed.get(file.id)
    if (!changed || file === changed.shown) return file
    changed.base = file
    changed.shown = layOver(changed)
    return changed.shown
  }

  #find(id: string): TFile | undefined {
    const data = this.#queryClient.getQueryData<Data<TFile>>(this.#queryKey)
    return data?.pages.flatMap(({ files }) => files).find((file) => file.id === id)
  }

  #write(update: (data: Data<TFile>) => Data<TFile>): void {
    const data = this.#queryClient.getQueryData<Data<TFile>>(this.#queryKey)
    const updated = data && update(data)
    if (!updated || updated === data) return
    // The list is as old as it was.
    const updatedAt = this.#queryClient.getQueryState(this.#queryKey)?.dataUpdatedAt
    this.#isWriting = true
    this.#queryClient.setQueryData(this.#queryKey, updated, updatedAt === undefined ? {} : { updatedAt })
    this.#isWriting = false
    // Query may keep an equal object in place of the one that it was given.
    for (const [id, changed] of this.#changed) changed.shown = this.#find(id) ?? changed.shown
  }

  #watch(): void {
    const cache = this.#queryClient.getQueryCache()
    this.#stopWatching ??= cache.subscribe(({ type, query }) => {
      if (this.#isWriting) return
      if (type === 'updated' && query === cache.find({ queryKey: this.#queryKey })) this.#apply()
      if (!this.#isFetching()) this.#gone.clear()
      this.#rest()
    })
  }

  #rest(): void {
    if (this.#hidden.size + this.#changed.size + this.#gone.size > 0) return
    this.#stopWatching?.()
    this.#stopWatching = null
  }

  #isFetching(): boolean {
    return this.#queryClient.getQueryState(this.#queryKey)?.fetchStatus === 'fetching'
  }
}

function layOver<TFile extends StoredFile>({ base, changes }: Changed<TFile>): TFile {
  return [...changes].reduce(changeFile, base)
}

function putBack<TFile extends StoredFile>(data: Data<TFile>, { file, page, index }: Place<TFile>): Data<TFile> {
  if (data.pages.some(({ files }) => files.some(({ id }) => id === file.id))) return data
  const last = Math.min(page, data.pages.length - 1)
  return {
    ...data,
    pages: data.pages.map((known, number) =>
      number === last ? { ...known, files: known.files.toSpliced(index, 0, file) } : known,
    ),
  }
}

const drafts = new WeakMap<QueryClient, Map<string, GalleryDraft>>()

/** Returns the one draft of a cached gallery. */
export function findDraft<TFile extends StoredFile>(
  queryClient: QueryClient,
  queryKey: readonly unknown[],
): GalleryDraft<TFile> {
  const known = drafts.get(queryClient) ?? new Map<string, GalleryDraft>()
  drafts.set(queryClient, known)
  const name = JSON.stringify(queryKey)
  const draft = known.get(name) ?? new GalleryDraft(queryClient, queryKey)
  known.set(name, draft)
  // The key names the backend, and with it the type of its files.
  return draft as unknown as GalleryDraft<TFile>
}
