import { number } from '../../../records/shared/rows.js'
import type { Tables } from '../../../records/shared/Tables.js'
import type { SqliteConnection } from '../SqliteConnection.js'

/** The table that counts what uses each object of storage. Runs in a transaction of the caller. */
export interface ObjectsTable {
  isUsed(db: SqliteConnection, key: string, owner: string): boolean
  /** Adds an object that one file uses. */
  add(db: SqliteConnection, key: string, owner: string): void
  /** Counts one more use of an object. */
  use(db: SqliteConnection, key: string): void
  /** Answers whether nothing uses the object any more. */
  release(db: SqliteConnection, key: string): boolean
  /**
   * Records an object that nothing uses, so that `findOverdue` names it.
   *
   * @param writtenFor the id of an upload for which it may be being written just now
   */
  drop(db: SqliteConnection, key: string, owner: string, writtenFor?: string): void
}

export function objectsTable({ objects }: Tables): ObjectsTable {
  return {
    isUsed: (db, key, owner) =>
      db.all(`select 1 from ${objects} where object_key = $1 and owner = $2 and uses > 0`, key, owner).length > 0,

    add(db, key, owner) {
      db.all(
        `insert into ${objects} (object_key, owner, uses) values ($1, $2, 1)
        on conflict (object_key) do update set uses = 1`,
        key,
        owner,
      )
    },

    use(db, key) {
      db.all(`update ${objects} set uses = uses + 1 where object_key = $1`, key)
    },

    release(db, key) {
      const [row] = db.all(`update ${objects} set uses = uses - 1 where object_key = $1 returning uses`, key)
      return row !== undefined && number(row, 'uses') === 0
    },

    drop(db, key, owner, writtenFor) {
      db.all(
        `insert into ${objects} (object_key, owner, uses, upload_id) values ($1, $2, 0, $3) on conflict do nothing`,
        key,
        owner,
        writtenFor ?? null,
      )
    },
  }
}
