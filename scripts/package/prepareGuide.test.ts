import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { enPrepare } from '../../src/locales/prepare/en.ts'

const guide = readFileSync(resolve(import.meta.dirname, '../../docs/prepare.md'), 'utf8')

it('the guide to preparing files explains every note, and names no other', () => {
  const [, section = ''] = guide.split('\n## Notes\n')
  const [table = ''] = section.split('\n## ')
  const explained = Array.from(table.matchAll(/^\| `([\w-]+)` \|/gm), ([, code]) => code)
  expect(explained).toEqual(Object.keys(enPrepare))
})
