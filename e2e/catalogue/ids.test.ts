import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { catalogue } from './ids.ts'

const root = resolve(import.meta.dirname, '../..')

it.each(Object.entries(catalogue))('names a test file for %s', async (id, files) => {
  expect(files).not.toEqual([])
  for (const file of files) {
    const source = await readFile(resolve(root, file), 'utf8')
    // Some titles are built from a table, in which the id stands alone.
    const named = new RegExp(`['"\`](?:[A-Z]\\d+ and )?${id}(?: |['"\`])`)
    expect(source, `${file} has a test whose title begins with ${id}`).toMatch(named)
    expect(source, `${file} skips nothing`).not.toMatch(/\.(skip|fixme|todo)\b/)
  }
})
