import { PGlite } from '@electric-sql/pglite'
import { expect, it } from 'vitest'
import { describeRecords } from '../../../../test/records/describeRecords.ts'
import { postgres } from './postgres.js'

// It takes a second to start, so all tests use one, and each has tables of its own.
const database = new PGlite()
let tests = 0

describeRecords('PGlite', async () => {
  const tablePrefix = `test${tests++}_`
  const records = postgres(database, { tablePrefix })
  await records.prepare()
  return { records, openAnother: async () => postgres(database, { tablePrefix }), close: async () => {} }
})

it('refuses tables of Postgres that a newer version of the package has made', async () => {
  const records = postgres(database, { tablePrefix: 'newer_' })
  await records.prepare()
  await database.query('insert into newer_schema (version) values (99)')
  await expect(records.prepare()).rejects.toThrow(/has version 99 of coatcheck's tables \(see newer_schema\)/)
})
