import { Pool } from 'pg'
import { sqlite } from '../../../src/server/node/sqlite/sqlite.ts'
import type { Records } from '../../../src/server/records/Records.ts'
import { postgres } from '../../../src/server/records/postgres/postgres.ts'
import type { BenchRecords } from './serve.ts'

const connections = 10

export function openRecords(settings: BenchRecords | undefined): Records {
  if (!settings) throw new TypeError('The program needs records.')
  if (settings.kind === 'sqlite') return sqlite(settings.path)
  const { tablePrefix, connection } = settings
  return postgres(new Pool({ ...connection, max: connections }), { tablePrefix })
}
