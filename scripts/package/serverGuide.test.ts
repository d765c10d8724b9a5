import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serverRules } from '../../src/testing.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')
const guide = read('docs/server-contract.md')

/** Everything that a server may have, so that no rule is left out. */
const everything = {
  owner: {},
  otherOwner: {},
  waitingOwner: {},
  profile: 'any',
  refusedType: 'text/html',
  maxSizeBytes: 1,
  multipartAboveBytes: 1,
  longestWaitSeconds: 1,
  secrets: ['secret'],
}

describe('the guide to checking a server', () => {
  it('quotes the test of the example', () => {
    expect(guide).toContain(`\`\`\`js\n${read('examples/server-python/contract.test.mjs')}\`\`\``)
  })

  it('explains every option of the suite', () => {
    const [, body = ''] =
      /interface ServerUnderTest \{(.*?)\n\}/s.exec(read('src/testing/server/ServerUnderTest.ts')) ?? []
    const options = [...body.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name]) => name)
    const rows = guide.split('\n').filter((line) => line.startsWith('| `'))
    const explained = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name))
    expect(options.length).toBeGreaterThan(10)
    expect(new Set(explained)).toEqual(new Set(options))
  })

  it('states the number of rules', () => {
    expect(guide).toContain(`up to ${serverRules('http://server.test', everything).length} rules`)
  })

  it('has rules with names of their own', () => {
    const names = serverRules('http://server.test', everything).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})
