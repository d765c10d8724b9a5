import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeRecords } from '../../../../test/records/describeRecords.ts'
import type { Records } from '../../records/Records.js'
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
