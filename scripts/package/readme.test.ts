import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chunks, files, pages, toRow } from '../size/budgets.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')

describe('the documentation', () => {
  it('states the measured sizes', () => {
    for (const budgets of [pages, [...chunks, ...files]]) {
      expect(read('README.md')).toContain(budgets.map(toRow).join('\n'))
    }
  })

  it.each(['README.md', 'CONTRIBUTING.md', 'examples/README.md'])('%s names only existing scripts', (file) => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'))
    const named = [...read(file).matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    )
    const ofTheExamples = ['dev']
    expect(named.filter((name) => !name || !(name in scripts || ofTheExamples.includes(name)))).toEqual([])
  })

  it.each(['README.md', 'CONTRIBUTING.md', 'docs/forms.md', 'examples/README.md'])(
    '%s links only to existing files',
    (file) => {
      const links = [...read(file).matchAll(/(?:\]\(|src="|srcset=")([^)"]+)/g)].map(([, target]) => target ?? '')
      const paths = links
        .filter((target) => !target.startsWith('http'))
        .map((target) => resolve(root, file, '..', target.replace(/#.*/, '')))
      expect(paths.filter((path) => !existsSync(path))).toEqual([])
    },
  )
})
