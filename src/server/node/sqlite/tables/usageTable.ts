import type { NewUpload } from '../../../records/Records.js'
import { heldBy, readUsage, type Usage } from '../../../records/shared/quota.js'
import { number, text, type Row } from '../../../records/shared/rows.js'
import type { Tables } from '../../../records/shared/Tables.js'
import type { SqliteConnection } from '../SqliteConnection.js'

/** The table that counts what owners use of their quotas. Runs in a transaction of the caller. */
export interface UsageTable {
  /**
   * Finds what is in use; null if nobody counts it, because no quota has been in force.
   *
   * @param windowStartMs where to begin the window if this starts to count; null if nothing is limited
   */
  find(db: SqliteConnection, upload: NewUpload, windowStartMs: number | null): Usage | null
  set(db: SqliteConnection, upload: NewUpload, used: Usage): void
  /** Gives back what the upload of this row took of its owner's quota. */
  refund(db: SqliteConnection, row: Row): void
}

export function usageTable(tables: Tables): UsageTable {
  const { usage, uploads } = tables
  return {
    find(db, { owner, profile }, windowStartMs) {
      const select = `select * from ${usage} where owner = $1 and profile = $2`
      const [row] = db.all(select, owner, profile)
      if (row || windowStartMs === null) return row ? readUsage(row) : null
      db.all(
        `insert into ${usage} (owner, profile, files, bytes, window_start, window_files, window_bytes)
        select $1, $2, count(*), coalesce(sum(size), 0), $3,
          count(*) filter (where created_at >= $3), coalesce(sum(size) filter (where created_at >= $3), 0)
        from ${uploads} where is_ended = false and id in (${heldBy(tables)})`,
        owner,
        profile,
        windowStartMs,
      )
      const [counted] = db.all(select, owner, profile)
      return counted ? readUsage(counted) : null
    },

    set(db, { owner, profile }, used) {
      db.all(
        `update ${usage} set files = $3, bytes = $4, window_start = $5, window_files = $6, window_bytes = $7
        where owner = $1 and profile = $2`,
        owner,
        profile,
        used.files,
        used.bytes,
        used.windowStartMs,
        used.windowFiles,
        used.windowBytes,
      )
    },

    refund(db, row) {
      db.all(
        `update ${usage} set files = max(files - 1, 0), bytes = max(bytes - $3, 0) where owner = $1 and profile = $2`,
        text(row, 'owner'),
        text(row, 'profile'),
        number(row, 'size'),
      )
    },
  }
}
