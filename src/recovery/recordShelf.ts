import { unwrap } from 'idb'
import type { UploadRecord } from '../contract/recovery.js'
import { readWrite, type RecoveryDatabase, type StoredRecord } from './database.js'
import { nameOf } from './unavailable.js'

/** What is to become of one record; null: it goes. */
export type RecordChange = { readonly record: UploadRecord; readonly isNew: boolean } | null

/**
 * Writes records down, and returns the ids of those that somebody else took away: by `clear`, in another tab. They stay
 * away.
 */
export async function writeRecords(
  database: RecoveryDatabase,
  changes: readonly (readonly [id: string, RecordChange])[],
  signed: Omit<StoredRecord, 'record'>,
): Promise<readonly string[]> {
  const transaction = readWrite(database, ['records'], { durability: 'relaxed' })
  const store = transaction.objectStore('records')
  // The end of the transaction says how all went: a promise for each request would be most of the work.
  const plain = unwrap(store)
  const lost: string[] = []
  const writeOne = ([id, change]: readonly [string, RecordChange]): void => {
    if (!change) return void plain.delete(id)
    try {
      plain.put({ record: change.record, ...signed })
    } catch (error) {
      // A reference that cannot be cloned: better none of this upload than one that is out of date.
      if (nameOf(error) !== 'DataCloneError') throw error
      plain.delete(id)
      lost.push(id)
    }
  }
  const updateOne = async (id: string, change: RecordChange): Promise<void> => {
    if ((await store.getKey(id)) === undefined) lost.push(id)
    else writeOne([id, change])
  }
  // First, because they may throw: nobody would hear of what was asked for before.
  for (const change of changes) if (change[1]?.isNew !== false) writeOne(change)
  const updates = changes.flatMap(([id, change]) => (change?.isNew === false ? [updateOne(id, change)] : []))
  await Promise.all([...updates, transaction.done])
  return lost
}
