import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quickStarts, searches, statedKb } from '../../e2e/recipes/comparison.ts'
import { pages } from '../size/budgets.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')
const page = read('docs/why.md')
const rows = page.split('\n').filter((line) => /^\| [^-|]/.test(line))

describe('the comparison', () => {
  it('names a command or a figure in each line', () => {
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter((row) => !/`.+` \|$/.test(row) && !/\| (?:at most )?(?:[\d.]+|kB) \|$/.test(row))).toEqual([])
  })

  it('names only scripts that exist, and tests that they run', () => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'))
    const named = Array.from(page.matchAll(/`npm run ([\w:-]+)(?: -- ([^`]+))?`/g), ([, script = '', target = '']) => ({
      script,
      target,
    }))
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter(({ script }) => !(script in scripts))).toEqual([])
    const paths = named.map(({ target }) => target).filter((target) => target.includes('/'))
    expect(paths.filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([])
  })

  it('has searches in other packages, which the tests of the recipes run', () => {
    expect(searches.length).toBeGreaterThan(20)
    for (const what of Object.keys(quickStarts)) expect(statedKb(what)).toBeGreaterThan(1)
  })

  it('names the versions that are installed', () => {
    const { devDependencies }: { devDependencies: Readonly<Record<string, string>> } = JSON.parse(
      read('examples/recipes/package.json'),
    )
    const named = Array.from(page.matchAll(/`(@?[\w/-]+)` (\d+\.\d+\.\d+)/g), ([, name = '', version]) => ({
      name,
      version,
    }))
    expect(named.length).toBe(7)
    expect(named.filter(({ name, version }) => devDependencies[name] !== version)).toEqual([])
  })

  it('states the size of the quick start', () => {
    const quickStart = pages.find(({ name }) => name.startsWith('the quick start'))
    expect(page).toContain(`| coatcheck: panel, gallery and the rest backend | at most ${quickStart?.limitKb} |`)
  })
})
