import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flatten, snippetsOf } from './snippets.ts'

const root = resolve(import.meta.dirname, '../..')
const guide = readFileSync(resolve(root, 'docs/write-your-own-adapter.md'), 'utf8')
const code = globSync('examples/own-adapter/*.ts', { cwd: root }).map((path) =>
  flatten(readFileSync(resolve(root, path), 'utf8')),
)

describe('the guide to writing an adapter', () => {
  const snippets = snippetsOf(guide)

  it('has snippets', () => {
    expect(snippets.length).toBeGreaterThan(5)
  })

  it.each(snippets.map((snippet) => [snippet.split('\n')[0], snippet]))('quotes the example: %s', (_, snippet) => {
    expect(code.filter((file) => file.includes(snippet ?? ''))).toHaveLength(1)
  })

  it("states the suite's number of cases", () => {
    const counted = /toBe\((\d+)\)/.exec(readFileSync(resolve(root, 'src/backends/conformance.test.ts'), 'utf8'))?.[1]
    expect(guide).toContain(`the same ${counted} cases`)
  })
})
