import type { UploadRecord } from '../core/types.js'
import type { RecoveryDatabase, StoredRecord } from './database.js'
import { inSlices } from './inSlices.js'
import { nameOf } from './unavailable.js'

/** What is to become of one record; null: it goes. */
export type RecordChange = { readonly record: UploadRecord; readonly isNew: boolean } | null

const recordsAtOnce = 250

/**
 * Writes records down, and returns the ids of those that somebody else took away: by `clear`, in another tab. They stay
 * away.
 */
export async function writeRecords(
  database: RecoveryDatabase,
  changes: ReadonlyMap<string, RecordChange>,
  signed: Omit<StoredRecord, 'record'>,
): Promise<readonly string[]> {
  const lost: string[] = []
  await inSlices([...changes], recordsAtOnce, async (slice) => {
    const { store, done } = database.transaction('records', 'readwrite', { durability: 'relaxed' })
    const writeOne = async ([id, change]: readonly [string, RecordChange]): Promise<void> => {
      if (!change) return store.delete(id)
      if (!change.isNew && (await store.getKey(id)) === undefined) return void lost.push(id)
      try {
        await store.put({ record: change.record, ...signed })
      } catch (error) {
        // A reference that cannot be cloned: better none of this upload than one that is out of date.
        if (nameOf(error) !== 'DataCloneError') throw error
        await store.delete(id)
        lost.push(id)
      }
    }
    await Promise.all([...slice.map(writeOne), done])
  })
  return lost
}
