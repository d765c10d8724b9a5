import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { schemaSteps } from '../../records/shared/schema.js'
import { nameTables } from '../../records/shared/Tables.js'
import { selectEach } from './selectEach.js'

const tables = nameTables()
const database = new DatabaseSync(':memory:')
for (const step of schemaSteps) database.exec(step(tables))
afterAll(() => database.close())

describe('a look-up of the oldest rows with a content', () => {
  it.each([
    ['uploads', tables.uploads, `owner = ?1 and state <> 'registered' and state <> 'failed'`],
    ['files', tables.files, 'owner = ?1'],
  ])('reads no more %s than it finds, however many have the content', (name, table, where) => {
    const sql = selectEach({ columns: 'id', table, where, column: 'content', parameter: '?2', most: 20 })
    const plan = database.prepare(`explain query plan ${sql}`).all('ann', '["x"]')
    const steps = plan.map(({ detail }) => String(detail))
    expect(steps.at(-1)).toMatch(
      new RegExp(`${name} USING INDEX coatcheck_${name}_content \\(owner=\\? AND content=\\?\\)`),
    )
    expect(steps.join()).not.toContain('ORDER BY')
  })
})
