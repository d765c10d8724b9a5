import type { FileRecord, Records } from '../Records.js'
import { cleanJson } from './cleanText.js'
import { decodeCursor, encodeCursor } from './cursor.js'
import type { Database, Parameter } from './Database.js'
import { fileColumns, readFile, readUpload, text, uploadColumns, type Row } from './rows.js'
import type { Tables } from './Tables.js'

/** The methods that need one statement that every database understands. */
export type CommonRecords = Omit<
  Records,
  | 'prepare'
  | 'open'
  | 'openUnknown'
  | 'openOver'
  | 'extend'
  | 'fail'
  | 'register'
  | 'deleteFile'
  | 'setPreviews'
  | 'close'
>

/** Of equal files, so many are looked at. More of them do not make it likelier that one can be shared. */
const mostEqual = 20

export function commonRecords(
  { run, change, selectEach }: Database,
  { uploads, files, objects }: Tables,
): CommonRecords {
  const readFiles = async (sql: string, parameters: readonly Parameter[]): Promise<readonly FileRecord[]> =>
    (await run(sql, parameters)).map(readFile)
  const isOwned = 'owner = $1'
  const anyUpload = { columns: uploadColumns, table: uploads }
  // Two ways to say the same, each of which has an index.
  const live = { ...anyUpload, where: `${isOwned} and state in ('pending', 'stored')` }
  const notEnded = { ...anyUpload, where: `${isOwned} and state <> 'registered' and state <> 'failed'` }
  const anyFile = { columns: fileColumns, table: files }

  return {
    async lookUp(owner, { idempotencyKeys, contents }) {
      // In this order: an upload that is registered in between is found twice rather than not at all.
      const foundUploads = await run(
        `${selectEach({ ...live, column: 'idempotency_key', parameter: '$2' })}
        union all ${selectEach({ ...notEnded, column: 'content', parameter: '$3', most: mostEqual })}
        order by created_at, id`,
        [owner, cleanJson(idempotencyKeys), cleanJson(contents)],
      )
      // One may have a key and a content of these.
      const byId = new Map(foundUploads.map((row) => [text(row, 'id'), row]))
      const found = Array.from(byId.values(), readUpload)
      if (contents.length === 0) return { uploads: found, files: [] }
      const foundFiles = await readFiles(
        `${selectEach({ ...anyFile, where: isOwned, column: 'content', parameter: '$2', most: mostEqual })} order by created_at, id`,
        [owner, cleanJson(contents)],
      )
      return { uploads: found, files: foundFiles }
    },

    async findUploads(owner, ids) {
      const rows = await run(
        `${selectEach({ ...anyUpload, column: 'id', parameter: '$2', check: isOwned })} order by created_at, id`,
        [owner, cleanJson(ids)],
      )
      return rows.map(readUpload)
    },

    async findUploadByKey(key) {
      const [row] = await run(
        `select ${uploadColumns} from ${uploads} where object_key = $1 and is_over_object = false`,
        [key],
      )
      return row ? readUpload(row) : null
    },

    async expectObject(key, uploadId) {
      await change(
        `insert into ${objects} (object_key, owner, uses, upload_id)
        select $1, owner, 0, id from ${uploads} where id = $2 on conflict do nothing`,
        [key, uploadId],
      )
    },

    async setMultipartId(id, multipartId) {
      const [row] = await change(
        `update ${uploads} set multipart_id = coalesce(multipart_id, $2) where id = $1 returning multipart_id`,
        [id, multipartId],
      )
      if (!row) throw new Error('There is no such upload, so it can have no multipart upload.')
      return text(row, 'multipart_id')
    },

    async markStored(id) {
      const rows = await change(
        `update ${uploads} set state = 'stored' where id = $1 and state = 'pending' returning id`,
        [id],
      )
      return rows.length > 0
    },

    async findFile(owner, id) {
      const [file] = await readFiles(`select ${fileColumns} from ${files} where owner = $1 and id = $2`, [owner, id])
      return file ?? null
    },

    findFilesByUpload: (owner, uploadIds) =>
      readFiles(
        `${selectEach({ ...anyFile, column: 'upload_id', parameter: '$2', check: isOwned })} order by created_at, id`,
        [owner, cleanJson(uploadIds)],
      ),

    async listFiles(owner, { profile, cursor, limit }) {
      const after = cursor === null ? null : decodeCursor(cursor)
      if (cursor !== null && after === null) return null
      const parameters: Parameter[] = [owner, limit + 1]
      const add = (parameter: Parameter): string => `$${parameters.push(parameter)}`
      const isWanted = [
        isOwned,
        ...(profile === null ? [] : [`profile = ${add(profile)}`]),
        ...(after ? [`(created_at, id) < (${add(after.createdAtMs)}, ${add(after.id)})`] : []),
      ].join(' and ')
      const found = await readFiles(
        `select ${fileColumns} from ${files} where ${isWanted} order by created_at desc, id desc limit $2`,
        parameters,
      )
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return { files: page, next: last && found.length > limit ? encodeCursor(last) : null }
    },

    async updateFile(owner, id, { name, alt }) {
      const [row] = await change(
        `update ${files} set
          name = coalesce(cast($3 as text), name),
          alt = case when cast($4 as text) is null then alt else nullif(cast($4 as text), '') end
        where owner = $1 and id = $2 returning ${fileColumns}`,
        [owner, id, name ?? null, alt ?? null],
      )
      return row ? readFile(row) : null
    },

    async takeUnannounced(beforeMs, nowMs, limit) {
      const taken = await change(
        // The second condition is for a process that has waited for another one to take the same files.
        `update ${files} set attempted_at = $2 where id in (
          select id from ${files} where is_announced = false and attempted_at < $1 order by attempted_at, id limit $3
        ) and attempted_at < $1 returning ${fileColumns}`,
        [beforeMs, nowMs, limit],
      )
      return taken.map(readFile)
    },

    async markAnnounced(fileId) {
      await change(`update ${files} set is_announced = true where id = $1 and is_announced = false`, [fileId])
    },

    async findOverdue({ openedBeforeMs, urlsExpiredBeforeMs }, limit) {
      const overdue = await run(
        `select ${uploadColumns} from ${uploads}
        where state in ('pending', 'stored') and created_at < $1 and urls_expire_at < $2
        order by created_at, id limit $3`,
        [openedBeforeMs, urlsExpiredBeforeMs, limit + 1],
      )
      const ended = await run(
        `select ${uploadColumns} from ${uploads}
        where is_ended = true and urls_expire_at < $1 order by urls_expire_at, id limit $2`,
        [urlsExpiredBeforeMs, limit + 1],
      )
      // The URLs are the upload's. Without a row of it they expired long ago.
      const dropped = await run(
        `select object_key from ${objects} o
        where uses = 0 and not exists (
          select 1 from ${uploads} u
          where u.object_key = o.object_key and u.is_over_object = false and u.urls_expire_at >= $1
        ) and not exists (
          select 1 from ${uploads} u
          where u.id = o.upload_id and (u.state in ('pending', 'stored') or u.urls_expire_at >= $1)
        ) order by object_key limit $2`,
        [urlsExpiredBeforeMs, limit + 1],
      )
      const first = (rows: readonly Row[]): readonly Row[] => rows.slice(0, limit)
      return {
        uploads: first(overdue).map(readUpload),
        ended: first(ended).map(readUpload),
        droppedKeys: first(dropped).map((row) => text(row, 'object_key')),
        hasMore: [overdue, ended, dropped].some((rows) => rows.length > limit),
      }
    },

    async forgetUpload(id) {
      await change(`delete from ${uploads} where id = $1 and is_ended = true`, [id])
    },

    async forgetObject(key) {
      await change(`delete from ${objects} where object_key = $1 and uses = 0`, [key])
    },
  }
}
