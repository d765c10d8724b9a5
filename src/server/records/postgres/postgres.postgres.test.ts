import { Pool } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { describeRecords } from '../../../../test/records/describeRecords.ts'
import { type PostgresServer, startPostgres } from '../../../../test/records/startPostgres.ts'
import { postgres } from './postgres.js'

let server: PostgresServer
let tests = 0

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

describeRecords('PostgreSQL', async () => {
  const tablePrefix = `test${tests++}_`
  // Each as another process would have it, and with connections enough for all that a test does at once.
  const pools: Pool[] = []
  const openAnother = async (): Promise<ReturnType<typeof postgres>> => {
    const pool = new Pool({ ...server.connection, max: 10 })
    pools.push(pool)
    return postgres(pool, { tablePrefix })
  }
  const records = await openAnother()
  await records.prepare()
  return {
    records,
    openAnother,
    close: async () => {
      for (const pool of pools) await pool.end()
    },
  }
})
