import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillRecipe, filesOfRecipe } from './fillRecipe.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')
const pages = globSync('docs/recipes/*.md', { cwd: root })
const recipes = globSync('examples/recipes/{forms,parts,moving}/*.{ts,tsx}', { cwd: root })

describe('the recipes', () => {
  it.each(pages)('%s has the code that the tests run; if not, `npm run recipes` writes it', (page) => {
    expect(fillRecipe(read(page), page, read)).toBe(read(page))
  })

  it('each have a page that shows them as a whole', () => {
    const shown = pages.flatMap((page) => filesOfRecipe(read(page), page))
    expect(recipes.length).toBeGreaterThan(10)
    expect(recipes.filter((file) => !shown.includes(file))).toEqual([])
  })

  it('are each opened by a test', () => {
    const tests = read('e2e/recipes/recipes.test.ts')
    const isOpened = (file: string): boolean => {
      const name = file.replace(/^examples\/recipes\/(.*)\.tsx?$/, '$1')
      const [folder = '', base = ''] = name.split('/')
      return tests.includes(`open('${name}'`) || (tests.includes(`open(\`${folder}/`) && tests.includes(`'${base}'`))
    }
    const opened = recipes.filter((file) => !file.endsWith('.before.tsx'))
    expect(opened.filter((file) => !isOpened(file))).toEqual([])
  })
})
