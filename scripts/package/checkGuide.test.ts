import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { help } from '../../src/cli/command/help.ts'
import { problemCodes } from '../../src/cli/check/CheckResult.ts'

const guide = readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8')

it('describes everything that the check finds', () => {
  const described = [...guide.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, names = '']) => names.match(/[\w-]+/g) ?? [])
  const codes = described.filter((name) => !name.startsWith('--'))
  expect(codes.toSorted()).toEqual([...problemCodes].toSorted())
})

it('describes the options of the command', () => {
  const inGuide = [...guide.matchAll(/^\| `--([\w-]+)`/gm)].map(([, name]) => name)
  const inHelp = [...help.matchAll(/^ {2}(?:-h, )?--([\w-]+)/gm)].map(([, name]) => name)
  expect(inGuide).toEqual(inHelp.filter((name) => name !== 'help'))
})
