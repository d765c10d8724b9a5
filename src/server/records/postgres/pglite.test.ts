import { PGlite } from '@electric-sql/pglite'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { describeRecords, newUpload } from '../../../../test/records/describeRecords.ts'
import type { NewUpload } from '../Records.js'
import { schemaSteps } from '../shared/schema.js'
import { nameTables } from '../shared/Tables.js'
import { postgres, type PostgresOptions } from './postgres.js'

// It takes a second to start, so all tests use one, and each has tables of its own.
const database = new PGlite()
let tests = 0

describeRecords('PGlite', async () => {
  const tablePrefix = `test${tests++}_`
  const records = postgres(database, { tablePrefix })
  await records.prepare()
  return { records, openAnother: async () => postgres(database, { tablePrefix }), close: async () => {} }
})

it('completes the tables of Postgres that an earlier version has made, and keeps what they hold', async () => {
  const tables = nameTables('earlier_')
  for (const step of schemaSteps.slice(0, 1)) await database.exec(step(tables))
  await database.query(`insert into ${tables.usage} (owner, profile, files) values ('ann', 'photos', 3)`)
  await postgres(database, { tablePrefix: 'earlier_' }).prepare()
  const { rows: versions } = await database.query(`select max(version) as version from ${tables.schema}`)
  expect(versions).toEqual([{ version: schemaSteps.length }])
  expect((await database.query(`select files::int from ${tables.usage}`)).rows).toEqual([{ files: 3 }])
})

it('refuses tables of Postgres that a newer version of the package has made', async () => {
  const records = postgres(database, { tablePrefix: 'newer_' })
  await records.prepare()
  await database.query('insert into newer_schema (version) values (99)')
  await expect(records.prepare()).rejects.toThrow(/has version 99 of coatcheck's tables \(see newer_schema\)/)
})

describe('uploads that ten requests open at the same time', () => {
  afterEach(() => vi.unstubAllGlobals())

  /** Answers how many statements that takes. */
  const countStatements = async (options: PostgresOptions): Promise<number> => {
    const query = vi.fn(async (sql: string, parameters: (string | number | null)[]) => database.query(sql, parameters))
    const tablePrefix = `test${tests++}_`
    const records = postgres({ query }, { ...options, tablePrefix })
    await records.prepare()
    query.mockClear()
    const openings = await Promise.all(
      Array.from({ length: 10 }, (_, n) => records.openUnknown([newUpload(`u${n}`, { owner: `o${n}` })], {}, 0)),
    )
    expect(openings.flat()).toEqual(Array.from({ length: 10 }, () => ({ kind: 'opened' })))
    return query.mock.calls.length
  }

  it('share three statements, two of which are under way when the others come', async () => {
    expect(await countStatements({})).toBe(3)
  })

  it('share none if they are not to', async () => {
    expect(await countStatements({ sharesStatements: false })).toBe(10)
  })

  it('share none in Cloudflare Workers, where a request cannot wait for what another one has sent', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' })
    expect(await countStatements({})).toBe(10)
  })
})

/** How many rows a statement reads for nothing. */
function sumRemoved(plan: unknown): number {
  const removed = JSON.stringify(plan).matchAll(/"Rows Removed by (?:Filter|Join Filter)":(\d+)/g)
  return Array.from(removed, ([, count]) => Number(count)).reduce((sum, count) => sum + count, 0)
}

it("reads of an owner's uploads only those that are asked for, although Postgres has never analysed the tables", async () => {
  const tablePrefix = 'many_'
  const statements: [sql: string, parameters: (string | number | null)[]][] = []
  const records = postgres(
    {
      query: (sql, parameters) => {
        statements.push([sql, parameters])
        return database.query(sql, parameters)
      },
    },
    { tablePrefix },
  )
  await records.prepare()
  const announced = { name: 'a', size: 1, type: 'a/b', metadata: {} }
  const uploads = Array.from({ length: 3000 }, (_, index): NewUpload => {
    const name = `${index}`
    const common = { owner: 'ann', profile: 'any', announced, urlsExpireAtMs: 1000 }
    return { ...common, id: name, idempotencyKey: name, key: name, content: name }
  })
  for (let at = 0; at < uploads.length; at += 500) await records.open(uploads.slice(at, at + 500), {}, at)
  for (const { id } of uploads.slice(0, 500)) {
    const registration = { etag: 'e', alt: null, isAnnounced: true, file: announced, createdAtMs: 0, nowMs: 0 }
    await records.register({ ...registration, uploadId: id, fileId: `fil_${id}`, objectKey: id })
  }
  const [some = { id: '' } as NewUpload] = uploads.slice(1000)
  const fresh = { ...some, id: 'fresh', idempotencyKey: 'fresh', key: 'fresh', content: 'fresh' }
  statements.length = 0
  expect(await records.lookUp('ann', { idempotencyKeys: [some.id, 'x'], contents: [some.id, '7'] })).toMatchObject({
    uploads: [{ id: some.id }],
    files: [{ uploadId: '7' }],
  })
  expect(await records.findUploads('ann', [some.id, 'x'])).toHaveLength(1)
  expect(await records.findFilesByUpload('ann', ['7', 'x'])).toHaveLength(1)
  expect((await records.listFiles('ann', { profile: 'any', cursor: null, limit: 1 }))?.files).toHaveLength(1)
  await records.open([fresh], {}, 0)
  await records.openUnknown([{ ...fresh, id: 'again', key: 'again' }], {}, 0)
  await records.openUnknown([{ ...fresh, id: 'new', key: 'new', idempotencyKey: 'new', content: 'new' }], {}, 0)
  await records.extend([some.id], 2000)
  await records.open([{ ...fresh, owner: 'bob', id: 'other', key: 'other' }], { maxFiles: 1 }, 0)
  for (const [sql, parameters] of statements) {
    const { rows } = await database.query(`explain (analyze, format json) ${sql}`, parameters)
    expect([sql, sumRemoved(rows)]).toEqual([sql, expect.closeTo(0, -1.5)])
  }
})
