import { heldBy } from '../../shared/quota.js'
import { newUploadColumns } from '../../shared/rows.js'
import type { Tables } from '../../shared/Tables.js'

/** The statements that open uploads. They keep to the rules of `Statements`. */
export interface OpenStatements {
  /**
   * Opens uploads of any number of owners. `$1` has the uploads, and `$2` each owner and profile of them, once, with its
   * quota. What belongs to one of those is opened as a whole or, if that would be over quota, not at all.
   */
  readonly open: string
  /** The same for a single upload, over an object that exists. */
  readonly openOver: string
  /** Begins to count what an owner has within a profile. */
  readonly countUsage: string
}

export const pairColumns =
  'owner text, profile text, max_files bigint, max_bytes bigint, window_start bigint, window_max_files bigint, window_max_bytes bigint'

export const inputColumns =
  'place integer, id text, owner text, profile text, is_limited boolean, only_unknown boolean, idempotency_key text, object_key text, content text, announced json, size bigint, urls_expire_at bigint, created_at bigint'

const usageColumns = ['files', 'bytes', 'window_start', 'window_files', 'window_bytes']

const isFree = 'is_taken is null and is_known is null'
const isPaid = '(not free.is_limited or (free.owner, free.profile) in (select owner, profile from charged))'
const isWithin = (used: string, limit: string): string => `(charge.${limit} is null or ${used} <= charge.${limit})`
const windowOr0 = (column: string): string =>
  `case when q.window_start >= charge.window_start then q.${column} else 0 end`

export function writeOpenStatements(tables: Tables): OpenStatements {
  const { uploads, files, objects, usage } = tables
  // Each is looked for by itself. In a join, Postgres may take all rows of an owner, if it has not analysed the table since
  // that became large.
  const exists = (table: string, conditions: string): string =>
    `(select true from ${table} one where one.owner = asked.owner and ${conditions} limit 1)`
  const input = `pair as materialized (select * from json_to_recordset($2::text::json) as pair (${pairColumns})),
  input as materialized (
    select *,
      ${exists(uploads, `one.idempotency_key = asked.idempotency_key and one.state in ('pending', 'stored')`)} as is_taken,
      case when asked.only_unknown then coalesce(
        ${exists(uploads, `one.content = asked.content and one.state <> 'registered' and one.state <> 'failed'`)},
        ${exists(files, 'one.content = asked.content')}
      ) end as is_known
    from json_to_recordset($1::text::json) as asked (${inputColumns})
  )`
  // The row is there before the first upload, so that whoever gives something back sees it. Without a quota nobody counts,
  // and nobody waits for the owner's other requests. The rows of several owners are locked in one order. They are found by an
  // array, because Postgres may read the whole table for a join.
  const charged = `usage_row as (
    insert into ${usage} (owner, profile) select owner, profile from pair order by owner, profile on conflict do nothing
  ),
  charge as materialized (
    select pair.*, free.files, free.bytes from pair join (
      select owner, profile, count(*) as files, sum(size)::bigint as bytes from free group by owner, profile
    ) free using (owner, profile)
  ),
  locked as materialized (
    select owner, profile from ${usage}
    where owner = any(array(select owner from charge)) and files is not null
      and (owner, profile) in (select owner, profile from charge)
    order by owner, profile for update
  ),
  charged as (
    update ${usage} q set
      files = q.files + charge.files,
      bytes = q.bytes + charge.bytes,
      window_start = greatest(q.window_start, charge.window_start),
      window_files = ${windowOr0('window_files')} + charge.files,
      window_bytes = ${windowOr0('window_bytes')} + charge.bytes
    from charge join locked using (owner, profile)
    where q.owner = any(array(select owner from charge)) and q.owner = charge.owner and q.profile = charge.profile
      and ${isWithin('q.files + charge.files', 'max_files')}
      and ${isWithin('q.bytes + charge.bytes', 'max_bytes')}
      and ${isWithin(`${windowOr0('window_files')} + charge.files`, 'window_max_files')}
      and ${isWithin(`${windowOr0('window_bytes')} + charge.bytes`, 'window_max_bytes')}
    returning q.*
  )`
  // The order is that in which statements wait for each other at the index of idempotency keys.
  const opened = (state: string, isOverObject: boolean, from: string): string => `opened as (
    insert into ${uploads} (${newUploadColumns})
    select id, owner, profile, idempotency_key, object_key, content, announced::text, size, '${state}', ${isOverObject}, false,
      urls_expire_at, created_at
    from ${from} order by owner, idempotency_key
    returning id
  )`
  const outcome = (
    more = '',
  ): string => `select input.place, input.is_taken, input.is_known, opened.id is not null as is_opened,
      ${usageColumns.map((column) => `coalesce(charged.${column}, q.${column}) as ${column}`).join(', ')}${more}
    from input left join opened on opened.id = input.id
      left join charged on charged.owner = input.owner and charged.profile = input.profile
      left join lateral (
        select * from ${usage} one where input.is_limited and one.owner = input.owner and one.profile = input.profile limit 1
      ) q on true`

  return {
    open: `with ${input},
      free as (select * from input where ${isFree}),
      ${charged},
      ${opened('pending', false, `free where ${isPaid}`)}
      ${outcome()}`,

    openOver: `with ${input},
      kept as materialized (
        select object.object_key from ${objects} object join input using (object_key)
        where object.owner = input.owner and object.uses > 0
        for update of object
      ),
      free as (select input.* from input join kept using (object_key) where ${isFree}),
      ${charged},
      used as (
        update ${objects} object set uses = object.uses + 1 from free
        where object.object_key = free.object_key and ${isPaid}
        returning free.*
      ),
      ${opened('stored', true, 'used')}
      ${outcome(', exists (select 1 from kept) as is_kept')}`,

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
  }
}
