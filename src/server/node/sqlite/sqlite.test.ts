import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeRecords } from '../../../../test/records/describeRecords.ts'
import type { Records } from '../../records/Records.js'
import { schemaSteps } from '../../records/shared/schema.js'
import { nameTables } from '../../records/shared/Tables.js'
import { sqlite } from './sqlite.js'
import { SqliteConnection } from './SqliteConnection.js'

describeRecords('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-records-'))
  const opened: Records[] = []
  const openAnother = async (): Promise<Records> => {
    const records = sqlite(join(folder, 'uploads.db'))
    opened.push(records)
    await records.prepare()
    return records
  }
  return {
    records: await openAnother(),
    openAnother,
    close: async () => {
      for (const records of opened) await records.close()
      await rm(folder, { recursive: true })
    },
  }
})

it('completes the tables of SQLite that an earlier version has made, and keeps what they hold', async () => {
  const tables = nameTables()
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-records-'))
  const db = await SqliteConnection.open(join(folder, 'uploads.db'))
  for (const step of schemaSteps.slice(0, 1)) db.execute(step(tables))
  db.execute(`insert into ${tables.usage} (owner, profile, files) values ('ann', 'photos', 3)`)
  const records = sqlite(join(folder, 'uploads.db'))
  await records.prepare()
  expect(db.all(`select max(version) as version from ${tables.schema}`)).toEqual([{ version: schemaSteps.length }])
  expect(db.all(`select files from ${tables.usage}`)).toEqual([{ files: 3 }])
  await records.close()
  db.close()
  await rm(folder, { recursive: true })
})

it('refuses tables of SQLite that a newer version of the package has made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-records-'))
  const records = sqlite(join(folder, 'uploads.db'))
  await records.prepare()
  const db = await SqliteConnection.open(join(folder, 'uploads.db'))
  db.execute('insert into coatcheck_schema (version) values (99)')
  db.close()
  await expect(records.prepare()).rejects.toThrow(/has version 99 of coatcheck's tables \(see coatcheck_schema\)/)
  await records.close()
  await rm(folder, { recursive: true })
})
