import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStyling } from '../styling/readStyling.ts'
import { fillSections, renderStyling } from '../styling/renderStyling.ts'

const root = resolve(import.meta.dirname, '../..')
const guide = readFileSync(resolve(root, 'docs/styling.md'), 'utf8')
const styling = readStyling()
const variables = [...styling.tokens, ...styling.variables]
const attributes = styling.attributes.flatMap((part) => part.attributes)
const classes = styling.classes.flatMap((part) => part.classes)

const readAll = (pattern: string): string =>
  globSync(pattern, { cwd: root })
    .filter((path) => !path.includes('.test.'))
    .map((path) => readFileSync(resolve(root, path), 'utf8'))
    .join('\n')
const sheet = readAll('src/styles/**/*.css')
const parts = readAll('src/react/**/*.{ts,tsx}')
/** Without comments, which may name what is not in the code. */
const without = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
const namesIn = (text: string, pattern: RegExp): readonly string[] => [...new Set(without(text).match(pattern))]

describe('the guide to styling', () => {
  it('is what `npm run styling` writes', () => {
    expect(fillSections(guide, renderStyling(styling))).toBe(guide)
  })

  it('says of every variable and attribute what it does', () => {
    expect(variables.length).toBeGreaterThan(20)
    expect(attributes.length).toBeGreaterThan(20)
    expect([...variables, ...attributes].filter(({ text }) => text === '').map(({ name }) => name)).toEqual([])
  })

  it('has every variable of the sheet and of the parts', () => {
    const known = new Set(variables.map(({ name }) => name))
    const used = namesIn(sheet + parts, /--coatcheck-[\w-]+/g)
    expect(used.filter((name) => !known.has(name))).toEqual([])
    // What the sheet only defines changes nothing.
    const read = namesIn(sheet + parts, /(?<=var\(\s*)--coatcheck-[\w-]+/g)
    expect([...known].filter((name) => !read.includes(name))).toEqual([])
  })

  it('has every attribute that a part shows or the sheet reads', () => {
    const known = new Set(attributes.map(({ name }) => name))
    const pages = ['data-theme']
    const used = namesIn(sheet + parts, /\bdata-[a-z-]+/g).filter((name) => !pages.includes(name))
    expect(used.filter((name) => !known.has(name))).toEqual([])
    expect([...known].filter((name) => !used.includes(name))).toEqual([])
  })

  it('has every class of the sheet, and the sheet has none that no part has', () => {
    const styled = namesIn(sheet, /(?<=\.)coatcheck-[\w-]+/g)
    expect(styled.filter((name) => !classes.includes(name))).toEqual([])
  })
})
