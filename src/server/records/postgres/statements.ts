import { insertFile } from '../shared/insertFile.js'
import { heldBy } from '../shared/quota.js'
import type { RowsByValue } from '../shared/Database.js'
import { newUploadColumns } from '../shared/rows.js'
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
  readonly open: string
  readonly countUsage: string
  readonly openOver: string
  readonly extend: string
  readonly fail: string
  readonly register: string
  readonly deleteFile: string
  readonly setPreviews: string
}

const usageColumns = ['files', 'bytes', 'window_start', 'window_files', 'window_bytes']

export function writeStatements(tables: Tables): Statements {
  const { uploads, files, objects, usage } = tables
  /** $1: the uploads, $2: owner, $3: profile, $4: now, $5: 1 if there is a quota, $6 …: its limits. */
  const input = `input as (
    select * from json_to_recordset($1::text::json) as upload (
      id text, idempotency_key text, object_key text, content text, announced json, size bigint, urls_expire_at bigint
    )
  ),
  live as materialized (
    ${selectEach({
      columns: 'idempotency_key',
      table: uploads,
      where: `owner = $2 and state in ('pending', 'stored')`,
      column: 'idempotency_key',
      values: 'select idempotency_key from input',
    })}
  )`
  const isNotLive = 'not exists (select 1 from live where live.idempotency_key = input.idempotency_key)'
  const windowOr0 = (column: string): string => `case when q.window_start >= $8::bigint then q.${column} else 0 end`
  const isWithin = (used: string, limit: string): string => `(${limit}::bigint is null or ${used} <= ${limit}::bigint)`
  // The row is there before the first upload, so that whoever gives something back sees it. Without a quota nobody counts,
  // and nobody waits for the owner's other requests.
  const charged = `usage_row as (insert into ${usage} (owner, profile) values ($2, $3) on conflict do nothing),
  charge as (select count(*) as files, coalesce(sum(size), 0)::bigint as bytes from free),
  charged as (
    update ${usage} q set
      files = q.files + charge.files,
      bytes = q.bytes + charge.bytes,
      window_start = greatest(q.window_start, $8::bigint),
      window_files = ${windowOr0('window_files')} + charge.files,
      window_bytes = ${windowOr0('window_bytes')} + charge.bytes
    from charge
    where q.owner = $2 and q.profile = $3 and q.files is not null and charge.files > 0
      and ${isWithin('q.files + charge.files', '$6')}
      and ${isWithin('q.bytes + charge.bytes', '$7')}
      and ${isWithin(`${windowOr0('window_files')} + charge.files`, '$9')}
      and ${isWithin(`${windowOr0('window_bytes')} + charge.bytes`, '$10')}
    returning q.*
  )`
  const isPaid = `($5::int = 0 or exists (select 1 from charged))`
  const usageNow = usageColumns.map((column) => `coalesce(charged.${column}, q.${column}) as ${column}`).join(', ')
  const joinUsage = `left join ${usage} q on q.owner = $2 and q.profile = $3 left join charged on true`
  const insert = (state: string, isOverObject: boolean, from: string): string => `opened as (
    insert into ${uploads} (${newUploadColumns})
    select id, $2, $3, idempotency_key, object_key, content, announced::text, size, '${state}', ${isOverObject}, false,
      urls_expire_at, $4::bigint
    from ${from} order by idempotency_key
    returning id
  )`
  const refunded = (from: string, after: string): string => `refunded as (
    update ${usage} q set
      files = case when q.files is not null then greatest(q.files - 1, 0) end,
      bytes = case when q.files is not null then greatest(q.bytes - ${from}.size, 0) end
    from ${from} left join ${after} on true
    where q.owner = ${from}.owner and q.profile = ${from}.profile
  )`

  return {
    open: `with ${input},
      free as (select * from input where ${isNotLive}),
      ${charged},
      ${insert('pending', false, `free where ${isPaid}`)}
      select input.id, free.id is null as is_taken, opened.id is not null as is_opened, ${usageNow}
      from input left join free on free.id = input.id left join opened on opened.id = input.id
        ${joinUsage}`,

    // Locked uploads cannot end before they are counted. One that ends then finds the row as it is now.
    countUsage: `with held as materialized (
        select size, created_at from ${uploads} where is_ended = false and id in (${heldBy(tables)}) order by id for share
      ),
      counted as (
        select count(*) as files, coalesce(sum(size), 0) as bytes, count(*) filter (where created_at >= $3::bigint) as window_files,
          coalesce(sum(size) filter (where created_at >= $3::bigint), 0) as window_bytes
        from held
      )
      update ${usage} q set files = counted.files, bytes = counted.bytes, window_start = $3::bigint,
        window_files = counted.window_files, window_bytes = counted.window_bytes
      from counted where q.owner = $1 and q.profile = $2 and q.files is null`,

    openOver: `with ${input},
      kept as materialized (
        select object.object_key from ${objects} object join input on input.object_key = object.object_key
        where object.owner = $2 and object.uses > 0
        for update of object
      ),
      free as (select input.* from input join kept on true where ${isNotLive}),
      ${charged},
      used as (
        update ${objects} object set uses = object.uses + 1 from free
        where object.object_key = free.object_key and ${isPaid}
        returning free.*
      ),
      ${insert('stored', true, 'used')}
      select input.id, exists (select 1 from kept) as is_kept, free.id is null as is_taken, opened.id is not null as is_opened,
        ${usageNow}
      from input left join free on true left join opened on true
        ${joinUsage}`,

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
