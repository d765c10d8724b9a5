import type { Registration } from '../Records.js'
import type { Parameter } from './Database.js'
import { fileColumns, writeFacts } from './rows.js'

/**
 * Inserts the file of a registration, given the row of its upload, and returns it. `$1` is the upload's id and `$3` the
 * object's key, for the rest of the statement.
 */
export function insertFile(files: string, fromUpload: string): string {
  return `insert into ${files} (id, owner, profile, upload_id, idempotency_key, object_key, etag, content, name, alt,
      size, type, facts, previews, is_announced, attempted_at, created_at)
    select $2, owner, profile, id, idempotency_key, case when is_over_object then object_key else $3 end, $4, content, $5,
      $6, cast($7 as bigint), $8, $9, '[]', cast($10 as integer) = 1, cast($11 as bigint), cast($12 as bigint)
    from ${fromUpload}
    returning ${fileColumns}`
}

/** The parameters of `insertFile`. */
export function registrationParameters(registration: Registration): readonly Parameter[] {
  const { uploadId, fileId, objectKey, etag, file, alt, isAnnounced, nowMs, createdAtMs } = registration
  return [
    uploadId,
    fileId,
    objectKey,
    etag,
    file.name,
    alt,
    file.size,
    file.type,
    writeFacts(file),
    isAnnounced ? 1 : 0,
    nowMs,
    createdAtMs,
  ]
}
