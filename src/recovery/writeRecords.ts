import { unwrap } from 'idb'
import type { UploadRecord } from '../contract/recovery.js'
import { readWrite, type RecoveryDatabase, type StoredRecord } from './database.js'
import { nameOf } from './unavailable.js'

/** A change of one record; null deletes it. */
export type RecordChange = { readonly record: UploadRecord; readonly isNew: boolean } | null

/**
 * Writes records, and returns the ids of those that must not be kept: `clear` deleted them, perhaps in another tab, or
 * they cannot be cloned.
 */
export async function writeRecords(
  database: RecoveryDatabase,
  changes: readonly (readonly [id: string, RecordChange])[],
  stamp: Omit<StoredRecord, 'record'>,
): Promise<readonly string[]> {
  const transaction = readWrite(database, ['records'], { durability: 'relaxed' })
  const store = transaction.objectStore('records')
  // The end of the transaction reports all failures, and one promise per request would be most of the work.
  const rawStore = unwrap(store)
  const unkept: string[] = []
  const writeOne = ([id, change]: readonly [string, RecordChange]): void => {
    if (!change) return void rawStore.delete(id)
    try {
      rawStore.put({ record: change.record, ...stamp })
    } catch (error) {
      // A reference cannot be cloned. No record is better than an outdated one.
      if (nameOf(error) !== 'DataCloneError') throw error
      rawStore.delete(id)
      unkept.push(id)
    }
  }
  const updateOne = async (id: string, change: RecordChange): Promise<void> => {
    if ((await store.getKey(id)) === undefined) unkept.push(id)
    else writeOne([id, change])
  }
  // These come first because they may throw, and earlier requests would then fail unobserved.
  for (const change of changes) if (change[1]?.isNew !== false) writeOne(change)
  const updates = changes.flatMap(([id, change]) => (change?.isNew === false ? [updateOne(id, change)] : []))
  await Promise.all([...updates, transaction.done])
  return unkept
}
