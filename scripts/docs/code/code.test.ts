import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { transform as transformCss } from 'lightningcss'
import { describe, expect, it } from 'vitest'
import { readStyling } from '../../styling/readStyling.ts'
import { checkTypes } from './checkTypes.ts'
import { isExcerpt } from './isExcerpt.ts'
import { type Block, blocksOf, readBlocks } from './readBlocks.ts'

const root = resolve(import.meta.dirname, '../../..')
const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(resolve(root, 'package.json'), 'utf8'),
)

const blocks = readBlocks()
const show = ({ page, line }: Block): string => `${page}:${line}`
const of = (...languages: readonly string[]): readonly Block[] =>
  blocks.filter(({ language }) => languages.includes(language))

/** What is wrong with a block, or nothing. */
function problemOf(check: () => unknown): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return String(error)
  }
}

const problemsIn = (some: readonly Block[], check: (block: Block) => unknown): readonly string[] =>
  some.flatMap((block) => {
    const problem = problemOf(() => check(block))
    return problem ? [`${show(block)}: ${problem}`] : []
  })

describe('the code in the guides', () => {
  it('is found', () => {
    expect(blocks.length).toBeGreaterThan(70)
    expect(blocksOf('page.md', 'one\n\n```ts\nlet a\n```\n\n```sh\nls\n```\n')).toEqual([
      { page: 'page.md', line: 3, language: 'ts', code: 'let a' },
      { page: 'page.md', line: 7, language: 'sh', code: 'ls' },
    ])
  })

  it('is in a language that can be checked, or part of a program that a test runs', () => {
    // Without a language, it is a drawing, or what a command prints. Another test compares drawings with the imports.
    const checked = ['', 'mermaid', 'css', 'js', 'json', 'sh', 'ts', 'tsx']
    // No test has a Rails to run ERB and Ruby. The JSX between them runs in `e2e/recipes/rails.test.ts`.
    const isOfRails = ({ page, language }: Block): boolean =>
      ['erb', 'ruby', 'jsx'].includes(language) && page.endsWith('active-storage.md')
    const others = blocks.filter((block) => !checked.includes(block.language) && !isOfRails(block))
    expect(others.filter(({ code }) => !isExcerpt(code)).map(show)).toEqual([])
  })

  it('is part of a program that a test runs, or compiles', async () => {
    const untested = of('ts', 'tsx').filter(({ code }) => !isExcerpt(code))
    expect(await checkTypes(untested)).toEqual([])
  })

  it('does not compile where it is wrong', async () => {
    const wrong = 'const uploads = createRecovery({ scoop: 1 })\n\n<UploadProvider backend={backend} local="fr">'
    const found = await checkTypes([{ page: 'wrong.md', line: 10, language: 'tsx', code: wrong }])
    expect(found.join('\n')).toMatch(/wrong\.md:11: error .*scoop/)
    expect(found.join('\n')).toMatch(/wrong\.md:13: error .*local/)
  })

  it('is valid JavaScript and JSON', () => {
    expect(problemsIn(of('js', 'jsx'), ({ code }) => transformSync(code, { loader: 'jsx', format: 'esm' }))).toEqual([])
    expect(problemsIn(of('json'), ({ code }) => JSON.parse(code) as unknown)).toEqual([])
  })

  it('is valid CSS, of variables and classes that exist', () => {
    const { tokens, variables, classes } = readStyling()
    const known = [...tokens, ...variables].map(({ name }) => name).concat(classes.flatMap((part) => part.classes))
    const check = ({ code }: Block): void => {
      transformCss({ filename: 'guide.css', code: Buffer.from(code) })
      const unknown = (code.match(/--coatcheck-[\w-]+|(?<=\.)coatcheck-[\w-]+/g) ?? []).filter(
        (name) => !known.includes(name),
      )
      if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}.`)
    }
    expect(problemsIn(of('css'), check)).toEqual([])
  })

  it('runs only scripts that exist', () => {
    const check = ({ code }: Block): void => {
      const named = Array.from(
        code.matchAll(/\bnpm (?:run )?(?!ci\b|i\b|install\b|ls\b|pack\b|pkg\b|run\b)([\w:-]+)/g),
        ([, name = '']) => name,
      )
      const unknown = named.filter((name) => !(name in scripts || ['build', 'dev', 'start'].includes(name)))
      if (unknown.length > 0) throw new Error(`There is no script ${unknown.join(', ')}.`)
    }
    expect(problemsIn(of('sh'), check)).toEqual([])
  })
})
