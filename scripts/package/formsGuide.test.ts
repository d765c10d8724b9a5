import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flatten, snippetsOf } from './snippets.ts'

const root = resolve(import.meta.dirname, '../..')
const snippets = snippetsOf(readFileSync(resolve(root, 'docs/forms.md'), 'utf8'))
const code = globSync(['examples/vite/*/main.tsx', 'examples/recipes/*/*.tsx'], { cwd: root }).map((path) =>
  flatten(readFileSync(resolve(root, path), 'utf8')),
)

describe('the guide to forms', () => {
  it('has snippets', () => {
    expect(snippets.length).toBeGreaterThan(3)
  })

  it.each(snippets.map((snippet) => [snippet.split('\n')[0], snippet]))('quotes a tested example: %s', (_, snippet) => {
    expect(code.filter((file) => file.includes(snippet ?? ''))).toHaveLength(1)
  })
})
