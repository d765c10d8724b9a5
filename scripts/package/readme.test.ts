import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chunks, files, pages, toRow } from '../size/budgets.ts'
import { findCommandProblems } from './findCommandProblems.ts'
import { findDeadLinks } from './findDeadLinks.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8')

describe('the documentation', () => {
  it('states the measured sizes', () => {
    for (const budgets of [pages, [...chunks, ...files]]) {
      expect(read('docs/size.md')).toContain(budgets.map(toRow).join('\n'))
    }
  })

  it('states the same sizes in its sentences', () => {
    const limitOf = (name: string): string => {
      const found = [...pages, ...chunks].find((budget) => budget.name === name)
      if (!found) throw new Error(`There is no budget for ${name}.`)
      return `${found.limitKb} kB`
    }
    const [sentences = ''] = read('docs/size.md').split('\n| ')
    expect(sentences.match(/[\d.]+ kB/g)).toEqual(
      [
        '`createUploader`',
        'the quick start: panel, gallery and the rest backend',
        'right after the first paint, the rows of a panel',
        'right after the first paint, to announce what happens',
        'with the first file',
      ].map(limitOf),
    )
    expect(read('README.md').match(/[\d.]+ kB/g)).toEqual(
      ['the quick start: panel, gallery and the rest backend', 'with the first file'].map(limitOf),
    )
    expect(read('docs/gallery.md').match(/[\d.]+ kB/g)).toEqual([
      limitOf('with the first action on stored files in another language: the largest of them'),
    ])
  })

  it('names commands for each promise, each of which runs tests, also in CI', () => {
    const [, section = ''] = read('README.md').split('\n## Promises\n')
    const [, , ...rows] =
      section
        .split('\n## ')[0]
        ?.split('\n')
        .filter((line) => line.startsWith('|')) ?? []
    const commands = rows.map((row) =>
      [...(row.split(' | ').at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(([, it = '']) => it),
    )
    expect(rows.length).toBeGreaterThan(15)
    expect(rows.filter((_, index) => commands[index]?.length === 0)).toEqual([])
    expect(commands.flat().flatMap(findCommandProblems)).toEqual([])
  })

  it.each(['README.md', 'CONTRIBUTING.md', 'examples/README.md'])('%s names only existing scripts', (file) => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'))
    const named = [...read(file).matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    )
    const ofTheExamples = ['dev']
    expect(named.filter((name) => !name || !(name in scripts || ofTheExamples.includes(name)))).toEqual([])
  })

  it('names every entry', () => {
    const { exports }: { exports: Readonly<Record<string, unknown>> } = JSON.parse(read('package.json'))
    const [, section = ''] = read('README.md').split('\n## Entries\n')
    const named = [...(section.split('\n## ')[0] ?? '').matchAll(/`(coatcheck[\w/.*-]*|…\/[\w-]+)`/g)].map(
      ([, name = '']) => name,
    )
    const entries = Object.keys(exports).filter((name) => name !== './package.json')
    const isNamed = (entry: string): boolean =>
      named.some((name) => name === `coatcheck${entry.slice(1)}` || entry === `./backends${name.slice(1)}`)
    expect(entries.filter((entry) => !isNamed(entry))).toEqual([])
  })

  it('leads from what one wants to change to places that exist', () => {
    const [, section = ''] = read('CONTRIBUTING.md').split('\n## Find the place\n')
    const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '))
    const named = rows.flatMap((row) =>
      [...row.matchAll(/(?:`| -- )((?:src|scripts|docs)[\w/.-]*)`/g)].map(([, path = '']) => path),
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((path) => !existsSync(resolve(root, path)))).toEqual([])
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

  it('lists every guide once in llms.txt, with a sentence that says what is in it', () => {
    const lines = read('llms.txt')
      .split('\n')
      .filter((line) => line.startsWith('- '))
    const listed = lines.map((line) => /^- \[[^\]]+\]\(([^)]+)\): .+\.$/.exec(line)?.[1])
    const guides = globSync('docs/**/*.{md,yaml}', { cwd: root })
    expect(listed.flatMap((path) => (path?.startsWith('docs/') ? [path] : [])).toSorted()).toEqual(guides.toSorted())
    expect(listed).not.toContain(undefined)
  })
})
