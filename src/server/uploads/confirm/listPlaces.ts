import type { Registration } from '../../records/Records.js'
import { createSortableId } from '../issue/objectKeys.js'

/** Decides where a file stands in the list: the latest time comes first, and among equal times the greatest id. */
export type ListPlace = Pick<Registration, 'fileId' | 'createdAtMs'>

export function takePlace(): ListPlace {
  return { fileId: createFileId(), createdAtMs: Date.now() }
}

/** Places for uploads that are registered together, by their references. The last of them will be the first in the list. */
export function takePlaces(references: readonly string[]): ReadonlyMap<string, ListPlace> {
  const createdAtMs = Date.now()
  const ids = references.map(createFileId).toSorted()
  return new Map(
    references.map((reference, index) => [reference, { fileId: ids[index] ?? createFileId(), createdAtMs }]),
  )
}

function createFileId(): string {
  return `fil_${createSortableId()}`
}
