import { PGlite } from '@electric-sql/pglite'
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
