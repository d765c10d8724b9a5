import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeRecords } from '../../../../test/records/describeRecords.ts'
import type { Records } from '../../records/Records.js'
import { sqlite } from './sqlite.js'

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
