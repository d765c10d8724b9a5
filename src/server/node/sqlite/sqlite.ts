import type { Opening, Records } from '../../records/Records.js'
import { cleanJson } from '../../records/shared/cleanText.js'
import { commonRecords } from '../../records/shared/commonRecords.js'
import { insertFile, registrationParameters } from '../../records/shared/insertFile.js'
import { fileColumns, readFile, readPreviews, text } from '../../records/shared/rows.js'
import { nameTables } from '../../records/shared/Tables.js'
import { openWithin, type OpenSteps } from './openWithin.js'
import { prepareSqlite } from './prepareSqlite.js'
import { isOneOf, selectEach } from './selectEach.js'
import { SqliteConnection } from './SqliteConnection.js'
import { objectsTable } from './tables/objectsTable.js'
import { uploadsTable } from './tables/uploadsTable.js'
import { usageTable } from './tables/usageTable.js'

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
 * @throws {TypeError} if an option is wrong. The file is opened with the first call: if that fails, calls are answered with
 *   500, and `onError` gets the reason.
 * @example
 * const uploads = createUploads({ records: sqlite('uploads.db'), … })
 */
export function sqlite(path: string, { tablePrefix }: SqliteOptions = {}): Records {
  if (tablePrefix?.includes('.')) {
    throw new TypeError(`tablePrefix must be without a dot, because SQLite has no schemas; it is '${tablePrefix}'.`)
  }
  const tables = nameTables(tablePrefix)
  const uploads = uploadsTable(tables)
  const usage = usageTable(tables)
  const objects = objectsTable(tables)
  let opening: Promise<SqliteConnection> | null = null
  const connect = (): Promise<SqliteConnection> => (opening ??= SqliteConnection.open(path))

  /** Runs alone among all processes. */
  const transact = async <Result>(run: (db: SqliteConnection) => Result): Promise<Result> => {
    const db = await connect()
    return db.transact(() => run(db))
  }

  const open = (db: SqliteConnection, steps: OpenSteps): readonly Opening[] => openWithin(db, { uploads, usage }, steps)

  return {
    ...commonRecords(
      {
        run: async (sql, parameters) => (await connect()).all(sql, ...parameters),
        change: (sql, parameters) => transact((db) => db.all(sql, ...parameters)),
        selectEach,
      },
      tables,
    ),

    prepare: async () => prepareSqlite(await connect(), tables),

    open: (wanted, quota, nowMs) =>
      transact((db) =>
        open(db, { wanted, quota, nowMs, insert: (upload) => uploads.insert(db, upload, nowMs, 'pending') }),
      ),

    openUnknown: (wanted, quota, nowMs) =>
      transact((db) => {
        // Equal files of one call do not know each other.
        const opened = new Set<string | null>()
        return open(db, {
          wanted,
          quota,
          nowMs,
          isKnown: (upload) => !opened.has(upload.content) && uploads.isKnown(db, upload),
          insert: (upload) => {
            opened.add(upload.content)
            uploads.insert(db, upload, nowMs, 'pending')
          },
        })
      }),

    openOver: (upload, objectKey, quota, nowMs) =>
      transact((db) => {
        if (!objects.isUsed(db, objectKey, upload.owner)) return { kind: 'gone' }
        const [opening] = open(db, {
          wanted: [upload],
          quota,
          nowMs,
          insert: () => {
            objects.use(db, objectKey)
            uploads.insert(db, { ...upload, key: objectKey }, nowMs, 'stored')
          },
        })
        return opening ?? { kind: 'gone' }
      }),

    extend: (ids, urlsExpireAtMs) =>
      transact((db) => {
        db.all(
          `update ${tables.uploads} set urls_expire_at = $2
          where ${isOneOf('id', '$1')} and urls_expire_at < $2`,
          cleanJson(ids),
          urlsExpireAtMs,
        )
      }),

    fail: (id) =>
      transact((db) => {
        const [failed] = db.all(
          `update ${tables.uploads} set state = 'failed', is_ended = true where id = $1 and state in ('pending', 'stored')
          returning owner, profile, size, object_key, is_over_object`,
          id,
        )
        if (!failed) return null
        usage.refund(db, failed)
        const key = text(failed, 'object_key')
        if (failed['is_over_object']) return { droppedKey: objects.release(db, key) ? key : null }
        objects.drop(db, key, text(failed, 'owner'))
        return { droppedKey: key }
      }),

    register: (registration) =>
      transact((db) => {
        const { uploadId, objectKey } = registration
        const [upload] = db.all(
          `update ${tables.uploads} set state = 'registered' where id = $1 and state in ('pending', 'stored')
          returning owner, object_key, is_over_object`,
          uploadId,
        )
        if (!upload) {
          const [registered] = db.all(`select ${fileColumns} from ${tables.files} where upload_id = $1`, uploadId)
          return registered ? readFile(registered) : null
        }
        const owner = text(upload, 'owner')
        if (!upload['is_over_object']) {
          objects.add(db, objectKey, owner)
          if (objectKey !== text(upload, 'object_key')) objects.drop(db, text(upload, 'object_key'), owner)
        }
        const insert = insertFile(tables.files, `${tables.uploads} where id = $1`)
        const [row] = db.all(insert, ...registrationParameters(registration))
        return row ? readFile(row) : null
      }),

    setPreviews: (id, previews) =>
      transact((db) => {
        const [before] = db.all(`select owner, previews from ${tables.files} where id = $1`, id)
        if (!before) return false
        db.all(`update ${tables.files} set previews = $2 where id = $1`, id, cleanJson(previews))
        const kept = new Set(previews.map(({ key }) => key))
        const replaced = readPreviews(before).filter(({ key }) => !kept.has(key))
        for (const { key } of replaced) objects.drop(db, key, text(before, 'owner'))
        return true
      }),

    deleteFile: (owner, id) =>
      transact((db) => {
        const [file] = db.all(
          `delete from ${tables.files} where owner = $1 and id = $2 returning upload_id, object_key, previews`,
          owner,
          id,
        )
        if (!file) return null
        const [upload] = db.all(
          `update ${tables.uploads} set is_ended = true where id = $1 returning owner, profile, size`,
          text(file, 'upload_id'),
        )
        if (upload) usage.refund(db, upload)
        const previewKeys = readPreviews(file).map(({ key }) => key)
        // They may be being written just now.
        for (const key of previewKeys) objects.drop(db, key, owner, text(file, 'upload_id'))
        const objectKey = text(file, 'object_key')
        return { droppedKeys: [...(objects.release(db, objectKey) ? [objectKey] : []), ...previewKeys] }
      }),

    async close() {
      const connection = await opening
      opening = null
      connection?.close()
    },
  }
}
