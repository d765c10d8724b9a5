import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newUpload } from '../../../../test/records/describeRecords.ts'
import type { Opening } from '../../records/Records.js'
import { sqlite } from './sqlite.js'

/** Opens 25 uploads, and answers what became of them. */
const script = `
import { parentPort, workerData } from 'node:worker_threads'
import { sqlite } from './sqlite.mjs'
const records = sqlite(workerData.path)
await records.prepare()
const openings = []
for (const upload of workerData.uploads) openings.push(...await records.open([upload], workerData.quota, Date.now()))
await records.close()
parentPort.postMessage(openings)
`

describe('one file of SQLite', () => {
  let folder = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coatcheck-records-'))
    await build({
      entryPoints: [join(import.meta.dirname, 'sqlite.ts')],
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile: join(folder, 'sqlite.mjs'),
    })
    await writeFile(join(folder, 'open.mjs'), script)
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is made, and its quota held, by several threads at the same time', async () => {
    const path = join(folder, 'uploads.db')
    const threads = Array.from({ length: 4 }, (_, thread) => {
      const uploads = Array.from({ length: 25 }, (_, n) => newUpload(`${thread}-${n}`))
      const worker = new Worker(join(folder, 'open.mjs'), { workerData: { path, uploads, quota: { maxFiles: 10 } } })
      return new Promise<readonly Opening[]>((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
      })
    })
    const openings = (await Promise.all(threads)).flat()
    expect(openings.filter(({ kind }) => kind === 'opened')).toHaveLength(10)
    expect(openings.filter(({ kind }) => kind === 'over-quota')).toHaveLength(90)
    const records = sqlite(path)
    const { uploads } = await records.findOverdue(
      { openedBeforeMs: Number.MAX_SAFE_INTEGER, urlsExpiredBeforeMs: Number.MAX_SAFE_INTEGER },
      100,
    )
    expect(uploads).toHaveLength(10)
    await records.close()
  })
})
