import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { UploadRecord } from '../contract/recovery.js'
import { Unavailable } from './unavailable.js'

/** An upload's record in the database. */
export interface StoredRecord {
  readonly record: UploadRecord
  /** The id of the page that works on the upload while it lives. */
  readonly owner: string
  /** When the record was written, in milliseconds since the epoch. */
  readonly savedAt: number
}

/** Files have a store of their own, so a changed record does not rewrite their bytes. */
interface RecoverySchema extends DBSchema {
  records: { key: string; value: StoredRecord; indexes: { scope: string; savedAt: number } }
  /**
   * The key contains the size, so the total can be computed without reading the files. A handle stands in for a file
   * whose bytes are not kept, and has no size.
   */
  files: { key: FileKey; value: File | FileSystemFileHandle }
}

export type FileKey = [id: string, sizeBytes: number]
export type RecoveryDatabase = IDBPDatabase<RecoverySchema>
type StoreName = 'records' | 'files'

const version = 1

/** Opens the database. `onClosed` is called when the connection must not or cannot be used any longer. */
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
      // Another tab deletes the database or has a later version of this package, and must not wait for this tab.
      if (target instanceof IDBDatabase) target.close()
      onClosed()
    },
    terminated: onClosed,
  })
}

/**
 * Opens a transaction whose `done` may reject unobserved: if a request fails, its caller gets the error and no longer
 * waits for `done`.
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

/** The range of all keys of an upload's file, whatever its size. */
export function fileKeysOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, Number.POSITIVE_INFINITY])
}
