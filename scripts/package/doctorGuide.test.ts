import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { problemCodes } from '../../src/doctor/report/diagnosis.ts'

const guide = readFileSync(resolve(import.meta.dirname, '../../docs/doctor.md'), 'utf8')

it.each(problemCodes)('the guide to the doctor explains %s', (code) => {
  expect(guide.match(new RegExp(`^\\|.*\`${code}\``, 'gm'))).toHaveLength(1)
})

it('the guide to the doctor names no unknown code', () => {
  const rows = [...guide.matchAll(/^\| (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \|.*\|.*\|$/gm)]
  const named = rows.flatMap(([, codes = '']) => codes.replaceAll('`', '').split(', '))
  expect(named.toSorted()).toEqual([...problemCodes].toSorted())
})
