import { assertKnownVersion, schemaSteps } from '../../records/shared/schema.js'
import { number } from '../../records/shared/rows.js'
import type { Tables } from '../../records/shared/Tables.js'
import type { SqliteConnection } from './SqliteConnection.js'

/** Lets readers go on while one process writes, and makes the tables that are missing. */
export async function prepareSqlite(db: SqliteConnection, tables: Tables): Promise<void> {
  db.execute('pragma journal_mode = wal')
  await db.transact(() => {
    const hasTables = db.all(`select 1 from sqlite_master where type = 'table' and name = $1`, tables.schema).length > 0
    const [row] = hasTables ? db.all(`select max(version) as version from ${tables.schema}`) : []
    const version = row ? number(row, 'version') : 0
    assertKnownVersion(version, tables)
    for (const step of schemaSteps.slice(version)) db.execute(step(tables))
  })
}
