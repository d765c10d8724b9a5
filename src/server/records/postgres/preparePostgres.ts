import { number } from '../shared/rows.js'
import { assertKnownVersion, schemaSteps } from '../shared/schema.js'
import type { Tables } from '../shared/Tables.js'
import type { PostgresConnection } from './PostgresConnection.js'

/** Makes the tables that are missing. Several processes do it one after the other. */
export async function preparePostgres(db: PostgresConnection, tables: Tables): Promise<void> {
  const steps = schemaSteps.map((step, index) => `if applied < ${index + 1} then\n${step(tables)}\nend if;`)
  // One block is one statement, so it needs no transaction that would hold a connection of the pool.
  await db.run(
    `do $coatcheck$
    declare applied integer := 0;
    begin
      perform pg_advisory_xact_lock(hashtext('${tables.schema}'));
      if to_regclass('${tables.schema}') is not null then
        applied := (select coalesce(max(version), 0) from ${tables.schema});
      end if;
      ${steps.join('\n')}
    end $coatcheck$`,
    [],
  )
  const [row] = await db.run(`select max(version) as version from ${tables.schema}`, [])
  assertKnownVersion(row ? number(row, 'version') : 0, tables)
}
