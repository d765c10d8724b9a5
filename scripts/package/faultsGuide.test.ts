import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { en } from '../../src/locales/en.ts'

it('the guide to faults has a row for every code, and names no other', () => {
  const guide = readFileSync(resolve(import.meta.dirname, '../../docs/faults.md'), 'utf8')
  const rows = guide.split('\n').filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) => row.split('|')[1]?.match(/[a-z-]{2,}/g) ?? [])
  expect(named.toSorted()).toEqual(Object.keys(en.errors).toSorted())
})
