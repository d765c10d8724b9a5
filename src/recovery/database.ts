import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { UploadRecord } from '../contract/recovery.js'
import { Unavailable } from './unavailable.js'

/** An upload as it is kept. */
export interface StoredRecord {
  readonly record: UploadRecord
  /** The page that works on it, while that lives. */
  readonly owner: string
  /** Milliseconds since the epoch. */
  readonly savedAt: number
}

/** Bytes lie apart from records, so that a record that changes does not rewrite them. */
interface RecoverySchema extends DBSchema {
  records: { key: string; value: StoredRecord; indexes: { scope: string; savedAt: number } }
  /** The size is in the key, so that sizes are added up without a look at the files. */
  files: { key: FileKey; value: File }
}

export type FileKey = [id: string, sizeBytes: number]
export type RecoveryDatabase = IDBPDatabase<RecoverySchema>
type StoreName = 'records' | 'files'

const version = 1

/** Opens the database; `onClosed` is told when it must not, or cannot, be used any more. */
export async function openDatabase(name: string, onClosed: () => void): Promise<RecoveryDatabase> {
  if (typeof indexedDB === 'undefined') throw new Unavailable('no-database')
  return openDB<RecoverySchema>(name, version, {
    upgrade(database) {
      const records = database.createObjectStore('records', { keyPath: 'record.id' })
      records.createIndex('scope', 'record.scope')
      records.createIndex('savedAt', 'savedAt')
      database.createObjectStore('files')
    },
    blocking(_current, _blocked, { target }) {
      // Another tab deletes the database, or has a later version of this package: it must not wait for this one.
      if (target instanceof IDBDatabase) target.close()
      onClosed()
    },
    terminated: onClosed,
  })
}

/**
 * A transaction whose end may go unheard: where one of its requests fails, whoever waits for that one hears of it, and
 * nobody waits for the end any more.
 */
export function readWrite<Names extends StoreName[]>(
  database: RecoveryDatabase,
  names: Names,
  options?: IDBTransactionOptions,
): IDBPTransaction<RecoverySchema, Names, 'readwrite'> {
  const transaction = database.transaction(names, 'readwrite', options)
  transaction.done.catch(() => {})
  return transaction
}

/** All keys of one upload's file. */
export function fileKeysOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, Number.POSITIVE_INFINITY])
}
