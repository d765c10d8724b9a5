import type { StoredFile, UploadBackend } from 'coatcheck/core'

type List<TFile extends StoredFile> = NonNullable<UploadBackend<TFile>['list']>

interface Kept<TFile extends StoredFile> {
  /** Lists the files in the order that was saved last. */
  readonly backend: UploadBackend<TFile>
  /** Undefined if the backend lists nothing, so that no order would be seen again. */
  readonly save: ((ids: readonly string[]) => void) | undefined
}

/** Keeps the order that users give their files, as an app would in its own database. Here, it is that of this browser. */
export function keepOrder<TFile extends StoredFile>(backend: UploadBackend<TFile>): Kept<TFile> {
  const list = backend.list?.bind(backend)
  if (!list) return { backend, save: undefined }
  const storageKey = `coatcheck-demo-order ${backend.name}`
  return {
    backend: { ...backend, list: listInOrder(list, () => readIds(storageKey)) },
    save: (ids) => localStorage.setItem(storageKey, JSON.stringify(ids)),
  }
}

/**
 * The first page has all files of the order, because each may have come from any page. Files that are newer than the order
 * come first, as everywhere.
 */
function listInOrder<TFile extends StoredFile>(list: List<TFile>, readOrder: () => readonly string[]): List<TFile> {
  return async (request, context) => {
    let page = await list(request, context)
    if (request.cursor !== null) return page
    const places = new Map(readOrder().map((id, place) => [id, place]))
    while (page.files.length < places.size && page.nextCursor !== null) {
      // Each page tells where the next one begins.
      // oxlint-disable-next-line no-await-in-loop
      const next = await list({ ...request, cursor: page.nextCursor }, context)
      page = { ...next, files: [...page.files, ...next.files] }
    }
    const placeOf = ({ id }: TFile): number => places.get(id) ?? -1
    return { ...page, files: page.files.toSorted((one, other) => placeOf(one) - placeOf(other)) }
  }
}

function readIds(storageKey: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
