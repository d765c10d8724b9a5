import { insertFile } from '../shared/insertFile.js'
import type { RowsByValue } from '../shared/Database.js'
import type { Tables } from '../shared/Tables.js'

/**
 * What changes several tables in one statement. Under READ COMMITTED, a row that somebody else changes is waited for, and
 * the conditions of an `update` are looked at again with what it then holds; what a `select` without a lock reads is as
 * old as the statement. So whatever decides is the condition of an update, a locked row or a unique index.
 *
 * Rows are locked in this order: file, upload, object, usage. A part of a statement that reads another part comes after
 * it, which is why some read what they do not need.
 */
export interface Statements {
  readonly extend: string
  readonly fail: string
  readonly register: string
  readonly deleteFile: string
  readonly setPreviews: string
}

export function writeStatements(tables: Tables): Statements {
  const { uploads, files, objects, usage } = tables
  const refunded = (from: string, after: string): string => `refunded as (
    update ${usage} q set
      files = case when q.files is not null then greatest(q.files - 1, 0) end,
      bytes = case when q.files is not null then greatest(q.bytes - ${from}.size, 0) end
    from ${from} left join ${after} on true
    where q.owner = ${from}.owner and q.profile = ${from}.profile
  )`

  return {
    extend: `with extended as (
        select id from ${uploads} where id = any(array(${textsOf('$1')})) order by id for update
      )
      update ${uploads} upload set urls_expire_at = $2::bigint from extended
      where upload.id = extended.id and upload.urls_expire_at < $2::bigint`,

    fail: `with failed as (
        update ${uploads} set state = 'failed', is_ended = true where id = $1 and state in ('pending', 'stored')
        returning owner, profile, size, object_key, is_over_object
      ),
      released as (
        update ${objects} object set uses = object.uses - 1 from failed
        where failed.is_over_object and object.object_key = failed.object_key
        returning object.uses
      ),
      dropped as (
        insert into ${objects} (object_key, owner, uses)
        select object_key, owner, 0 from failed where not is_over_object
        on conflict do nothing
      ),
      ${refunded('failed', 'released')}
      select case when not is_over_object or released.uses = 0 then object_key end as dropped_key
      from failed left join released on true`,

    register: `with registered as (
        update ${uploads} set state = 'registered' where id = $1 and state in ('pending', 'stored')
        returning id, owner, profile, idempotency_key, object_key, content, is_over_object
      ),
      kept as (
        insert into ${objects} (object_key, owner, uses)
        select $3, owner, 1 from registered where not is_over_object
        on conflict (object_key) do update set uses = 1
      ),
      left_behind as (
        insert into ${objects} (object_key, owner, uses)
        select object_key, owner, 0 from registered where not is_over_object and object_key <> $3
        on conflict do nothing
      )
      ${insertFile(files, 'registered')}`,

    deleteFile: `with deleted as (
        delete from ${files} where owner = $1 and id = $2 returning owner, upload_id, object_key, previews
      ),
      ended as (
        update ${uploads} upload set is_ended = true from deleted where upload.id = deleted.upload_id
        returning upload.owner, upload.profile, upload.size
      ),
      released as (
        update ${objects} object set uses = object.uses - 1 from deleted left join ended on true
        where object.object_key = deleted.object_key
        returning object.uses
      ),
      dropped as (
        insert into ${objects} (object_key, owner, uses, upload_id)
        select preview->>'key', owner, 0, upload_id from deleted cross join json_array_elements(previews::json) as each (preview)
        on conflict do nothing
      ),
      ${refunded('ended', 'released')}
      select case when released.uses = 0 then object_key end as dropped_key, previews
      from deleted left join released on true`,

    setPreviews: `with before as materialized (select owner, previews from ${files} where id = $1 for update),
      dropped as (
        insert into ${objects} (object_key, owner, uses)
        select preview->>'key', owner, 0 from before cross join json_array_elements(previews::json) as each (preview)
        where preview->>'key' not in (select kept->>'key' from json_array_elements($2::text::json) as each (kept))
        on conflict do nothing
      )
      update ${files} set previews = $2::text where id = $1 and exists (select 1 from before) returning id`,
  }
}

interface RowsBySelected extends Omit<RowsByValue, 'parameter'> {
  /** SQL that selects the values. */
  readonly values: string
}

/** SQL that selects the texts of the JSON array that is this parameter. */
export function textsOf(parameter: string): string {
  return `select json_array_elements_text(${parameter}::text::json)`
}

/**
 * Looks each value up by itself. As a join, or as an array, Postgres may take the rows of the owner and compare all of them,
 * if it has not analysed the table since that became large.
 */
export function selectEach(rows: RowsBySelected): string {
  const { columns, table, where = 'true', check = 'true', column, values, most = 1 } = rows
  // The sum keeps Postgres from reading an index that is in this order, until it has found as many.
  const oldest = most === 1 ? '' : 'order by created_at + 0, id'
  return `select found.* from (select distinct value from (${values}) as named (value)) wanted cross join lateral (
    select ${columns} from ${table} where ${where} and ${column} = wanted.value ${oldest} limit ${most}
  ) found where ${check}`
}
