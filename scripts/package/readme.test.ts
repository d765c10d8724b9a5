import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chunks, files, pages, toRow } from '../size/budgets.ts'
import { findDeadLinks } from './findDeadLinks.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')

describe('the documentation', () => {
  it('states the measured sizes', () => {
    for (const budgets of [pages, [...chunks, ...files]]) {
      expect(read('README.md')).toContain(budgets.map(toRow).join('\n'))
    }
  })

  it('states the same sizes in its sentences', () => {
    const limitOf = (name: string): string => {
      const found = [...pages, ...chunks].find((budget) => budget.name === name)
      if (!found) throw new Error(`There is no budget for ${name}.`)
      return `${found.limitKb} kB`
    }
    const [, section = ''] = read('README.md').split('\n## What it weighs\n')
    const sentences = section.slice(0, section.indexOf('\n|'))
    expect(sentences.match(/[\d.]+ kB/g)).toEqual(
      [
        '`createUploader`',
        'the quick start: panel, gallery and the rest backend',
        'right after the first paint, the rows of a panel',
        'right after the first paint, to announce what happens',
        'with the first file',
      ].map(limitOf),
    )
  })

  it.each(['README.md', 'CONTRIBUTING.md', 'examples/README.md'])('%s names only existing scripts', (file) => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'))
    const named = [...read(file).matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    )
    const ofTheExamples = ['dev']
    expect(named.filter((name) => !name || !(name in scripts || ofTheExamples.includes(name)))).toEqual([])
  })

  it('links only to what is there', () => {
    const files = globSync(['*.md', 'llms.txt', '{docs,examples}/**/*.md'], {
      cwd: root,
      exclude: ['**/node_modules/**'],
    })
    const pages = files.map((path) => ({ path, text: read(path) }))
    expect(pages.length).toBeGreaterThan(20)
    expect(findDeadLinks(pages, (path) => existsSync(resolve(root, path)))).toEqual([])
  })
})
