import type { NewUpload } from '../../../records/Records.js'
import { cleanJson } from '../../../records/shared/cleanText.js'
import { newUploadColumns } from '../../../records/shared/rows.js'
import type { Tables } from '../../../records/shared/Tables.js'
import type { SqliteConnection } from '../SqliteConnection.js'

/** What opening an upload asks of the table of uploads, and writes there. Runs in a transaction of the caller. */
export interface UploadsTable {
  /** Whether the owner already has an upload with this idempotency key that has not ended. */
  isLive(db: SqliteConnection, upload: NewUpload): boolean
  /** Whether the owner has a file with this content, or an upload of it that has not ended. */
  isKnown(db: SqliteConnection, upload: NewUpload): boolean
  insert(db: SqliteConnection, upload: NewUpload, nowMs: number, state: 'pending' | 'stored'): void
}

export function uploadsTable({ uploads, files }: Tables): UploadsTable {
  return {
    isLive: (db, { owner, idempotencyKey }) =>
      db.all(
        `select 1 from ${uploads} where owner = $1 and idempotency_key = $2 and state in ('pending', 'stored')`,
        owner,
        idempotencyKey,
      ).length > 0,

    isKnown: (db, { owner, content }) =>
      content !== null &&
      db.all(
        `select 1 from ${uploads} where owner = $1 and content = $2 and state <> 'registered' and state <> 'failed'
        union all select 1 from ${files} where owner = $1 and content = $2 limit 1`,
        owner,
        content,
      ).length > 0,

    insert(db, upload, nowMs, state) {
      db.all(
        `insert into ${uploads} (${newUploadColumns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, $11, $12)`,
        upload.id,
        upload.owner,
        upload.profile,
        upload.idempotencyKey,
        upload.key,
        upload.content,
        cleanJson(upload.announced),
        upload.announced.size,
        state,
        state === 'stored' ? 1 : 0,
        upload.urlsExpireAtMs,
        nowMs,
      )
    },
  }
}
