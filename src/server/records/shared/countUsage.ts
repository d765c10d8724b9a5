import type { Tables } from './Tables.js'

/**
 * Begins to count what an owner has within a profile: owner, profile and the start of the window are the parameters.
 * There is a row only where a quota has been in force, so that without one nobody waits for the owner's other requests.
 */
export function countUsage({ usage, uploads }: Tables): string {
  return `insert into ${usage} (owner, profile, files, bytes, window_start, window_files, window_bytes)
    select $1, $2, count(held.size), coalesce(sum(held.size), 0), $3,
      count(case when held.created_at >= $3 then 1 end), coalesce(sum(case when held.created_at >= $3 then held.size end), 0)
    from (select size, created_at from ${uploads} where owner = $1 and profile = $2 and is_ended = false) held
    where true
    on conflict do nothing`
}
