import type { NewUpload, Opening, Quota, Records } from '../../records/Records.js'
import { cleanJson } from '../../records/shared/cleanText.js'
import { commonRecords } from '../../records/shared/commonRecords.js'
import { insertFile, registrationParameters } from '../../records/shared/insertFile.js'
import { charge, enterWindow, fitWithin, limitsOf, readUsage, type Usage } from '../../records/shared/quota.js'
import {
  fileColumns,
  newUploadColumns,
  number,
  readFile,
  readPreviews,
  text,
  type Row,
} from '../../records/shared/rows.js'
import { nameTables } from '../../records/shared/Tables.js'
import { prepareSqlite } from './prepareSqlite.js'
import { SqliteConnection } from './SqliteConnection.js'

/** The options of `sqlite`. */
export interface SqliteOptions {
  /**
   * What the names of the tables begin with.
   *
   * @default 'coatcheck_'
   */
  readonly tablePrefix?: string
}

/**
 * Records in a file of SQLite, with Node's own `node:sqlite` (Node 22.13 or newer). The file is made if there is none, and
 * so are its tables. Several processes on one machine may share it; a network drive is no place for it.
 *
 * @param path the file; ':memory:' for one process and its life
 * @throws {TypeError} if an option is wrong
 * @example
 * const uploads = createUploads({ records: sqlite('uploads.db'), … })
 */
export function sqlite(path: string, { tablePrefix }: SqliteOptions = {}): Records {
  if (tablePrefix?.includes('.')) {
    throw new TypeError(`tablePrefix must be without a dot, because SQLite has no schemas; it is '${tablePrefix}'.`)
  }
  const tables = nameTables(tablePrefix)
  const { uploads, files, objects, usage } = tables
  let opening: Promise<SqliteConnection> | null = null
  const connect = (): Promise<SqliteConnection> => (opening ??= SqliteConnection.open(path))

  /** Runs alone among all processes. */
  const transact = async <Result>(run: (db: SqliteConnection) => Result): Promise<Result> => {
    const db = await connect()
    return db.transact(() => run(db))
  }

  const isLive = (db: SqliteConnection, { owner, idempotencyKey }: NewUpload): boolean =>
    db.all(
      `select 1 from ${uploads} where owner = $1 and idempotency_key = $2 and state in ('pending', 'stored')`,
      owner,
      idempotencyKey,
    ).length > 0

  const insertUpload = (db: SqliteConnection, upload: NewUpload, nowMs: number, state: 'pending' | 'stored'): void => {
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
  }

  /** null: nobody counts, because no quota has been in force. */
  const findUsage = (
    db: SqliteConnection,
    { owner, profile }: NewUpload,
    windowStartMs: number | null,
  ): Usage | null => {
    const select = `select * from ${usage} where owner = $1 and profile = $2`
    const [row] = db.all(select, owner, profile)
    if (row || windowStartMs === null) return row ? readUsage(row) : null
    db.all(
      `insert into ${usage} (owner, profile, files, bytes, window_start, window_files, window_bytes)
      select $1, $2, count(*), coalesce(sum(size), 0), $3,
        count(*) filter (where created_at >= $3), coalesce(sum(size) filter (where created_at >= $3), 0)
      from ${uploads} where owner = $1 and profile = $2 and is_ended = false`,
      owner,
      profile,
      windowStartMs,
    )
    const [counted] = db.all(select, owner, profile)
    return counted ? readUsage(counted) : null
  }

  const setUsage = (db: SqliteConnection, { owner, profile }: NewUpload, used: Usage): void => {
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
  }

  /** Opens what fits, and calls `insert` for it. */
  const openWithin = (
    db: SqliteConnection,
    wanted: readonly NewUpload[],
    quota: Quota,
    nowMs: number,
    insert: (upload: NewUpload) => void,
  ): readonly Opening[] => {
    const [first] = wanted
    if (!first) return []
    const limits = limitsOf(quota, nowMs)
    let used = findUsage(db, first, limits.isLimited ? limits.windowStartMs : null)
    const openings = wanted.map((upload): Opening => {
      if (isLive(db, upload)) return { kind: 'taken' }
      if (used) {
        const refusal = fitWithin([upload], used, limits)[0]?.refusal
        if (refusal) return refusal
        used = charge(enterWindow(used, limits), upload.announced.size)
      }
      insert(upload)
      return { kind: 'opened' }
    })
    if (used) setUsage(db, first, used)
    return openings
  }

  /** Gives back what an upload took of its owner's quota. */
  const refund = (db: SqliteConnection, row: Row): void => {
    db.all(
      `update ${usage} set files = max(files - 1, 0), bytes = max(bytes - $3, 0) where owner = $1 and profile = $2`,
      text(row, 'owner'),
      text(row, 'profile'),
      number(row, 'size'),
    )
  }

  /** Records an object that nothing uses, so that `findOverdue` names it. */
  const drop = (db: SqliteConnection, key: string, owner: string, writtenFor: string | null = null): void => {
    db.all(
      `insert into ${objects} (object_key, owner, uses, upload_id) values ($1, $2, 0, $3) on conflict do nothing`,
      key,
      owner,
      writtenFor,
    )
  }

  /** Answers whether nothing uses the object any more. */
  const release = (db: SqliteConnection, key: string): boolean => {
    const [row] = db.all(`update ${objects} set uses = uses - 1 where object_key = $1 returning uses`, key)
    return row !== undefined && number(row, 'uses') === 0
  }

  return {
    ...commonRecords(
      {
        run: async (sql, parameters) => (await connect()).all(sql, ...parameters),
        change: (sql, parameters) => transact((db) => db.all(sql, ...parameters)),
        isOneOf,
      },
      tables,
    ),

    prepare: async () => prepareSqlite(await connect(), tables),

    open: (wanted, quota, nowMs) =>
      transact((db) => openWithin(db, wanted, quota, nowMs, (upload) => insertUpload(db, upload, nowMs, 'pending'))),

    openOver: (upload, objectKey, quota, nowMs) =>
      transact((db) => {
        const isKept = `select 1 from ${objects} where object_key = $1 and owner = $2 and uses > 0`
        if (db.all(isKept, objectKey, upload.owner).length === 0) return { kind: 'gone' }
        const [opening] = openWithin(db, [upload], quota, nowMs, () => {
          db.all(`update ${objects} set uses = uses + 1 where object_key = $1`, objectKey)
          insertUpload(db, { ...upload, key: objectKey }, nowMs, 'stored')
        })
        return opening ?? { kind: 'gone' }
      }),

    extend: (ids, urlsExpireAtMs) =>
      transact((db) => {
        db.all(
          `update ${uploads} set urls_expire_at = $2
          where ${isOneOf('id', '$1')} and urls_expire_at < $2`,
          cleanJson(ids),
          urlsExpireAtMs,
        )
      }),

    fail: (id) =>
      transact((db) => {
        const [failed] = db.all(
          `update ${uploads} set state = 'failed', is_ended = true where id = $1 and state in ('pending', 'stored')
          returning owner, profile, size, object_key, is_over_object`,
          id,
        )
        if (!failed) return null
        refund(db, failed)
        const key = text(failed, 'object_key')
        if (failed['is_over_object']) return { droppedKey: release(db, key) ? key : null }
        drop(db, key, text(failed, 'owner'))
        return { droppedKey: key }
      }),

    register: (registration) =>
      transact((db) => {
        const { uploadId, objectKey } = registration
        const [upload] = db.all(
          `update ${uploads} set state = 'registered' where id = $1 and state in ('pending', 'stored')
          returning owner, object_key, is_over_object`,
          uploadId,
        )
        if (!upload) {
          const [registered] = db.all(`select ${fileColumns} from ${files} where upload_id = $1`, uploadId)
          return registered ? readFile(registered) : null
        }
        const owner = text(upload, 'owner')
        if (!upload['is_over_object']) {
          db.all(
            `insert into ${objects} (object_key, owner, uses) values ($1, $2, 1)
            on conflict (object_key) do update set uses = 1`,
            objectKey,
            owner,
          )
          if (objectKey !== text(upload, 'object_key')) drop(db, text(upload, 'object_key'), owner)
        }
        const insert = insertFile(files, `${uploads} where id = $1`)
        const [row] = db.all(insert, ...registrationParameters(registration))
        return row ? readFile(row) : null
      }),

    setPreviews: (id, previews) =>
      transact((db) => {
        const [before] = db.all(`select owner, previews from ${files} where id = $1`, id)
        if (!before) return false
        db.all(`update ${files} set previews = $2 where id = $1`, id, cleanJson(previews))
        const kept = new Set(previews.map(({ key }) => key))
        const replaced = readPreviews(before).filter(({ key }) => !kept.has(key))
        for (const { key } of replaced) drop(db, key, text(before, 'owner'))
        return true
      }),

    deleteFile: (owner, id) =>
      transact((db) => {
        const [file] = db.all(
          `delete from ${files} where owner = $1 and id = $2 returning upload_id, object_key, previews`,
          owner,
          id,
        )
        if (!file) return null
        const [upload] = db.all(
          `update ${uploads} set is_ended = true where id = $1 returning owner, profile, size`,
          text(file, 'upload_id'),
        )
        if (upload) refund(db, upload)
        const previewKeys = readPreviews(file).map(({ key }) => key)
        // They may be being written just now.
        for (const key of previewKeys) drop(db, key, owner, text(file, 'upload_id'))
        const objectKey = text(file, 'object_key')
        return { droppedKeys: [...(release(db, objectKey) ? [objectKey] : []), ...previewKeys] }
      }),

    async close() {
      const connection = await opening
      opening = null
      connection?.close()
    },
  }
}

function isOneOf(column: string, parameter: string): string {
  return `${column} in (select value from json_each(${parameter}))`
}
