import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSelectors } from '../test/looks/readSelectors.js'

const folder = resolve(import.meta.dirname, 'styles')
const sheets = globSync('**/*.css', { cwd: folder })
const all = readFileSync(resolve(import.meta.dirname, 'styles.css'), 'utf8')
const read = (name: string): string => readFileSync(resolve(folder, name), 'utf8')

describe('the style sheets', () => {
  it('are all part of styles.css', () => {
    expect(sheets.filter((name) => !all.includes(`./styles/${name}'`))).toEqual([])
  })

  it('stand in no layer, so that they win over the element resets of a page', () => {
    expect(all.match(/@layer|layer\(/g)).toBeNull()
  })

  it.each(sheets.filter((name) => name !== 'base/tokens.css'))('%s has only rules of exactly one class', (name) => {
    const selectors = readSelectors(read(name))
    expect(selectors.length).toBeGreaterThan(0)
    const others = selectors.filter(({ components, specificity: [ids, classes, elements] }) => {
      const pseudoElements = components.filter(({ type }) => type === 'pseudo-element').length
      return ids !== 0 || classes !== 1 || elements !== pseudoElements
    })
    expect(others.map(({ line, specificity }) => ({ line, specificity }))).toEqual([])
  })

  it('give the variables no weight, so that a page sets them wherever it likes', () => {
    const weights = readSelectors(read('base/tokens.css')).map(({ specificity }) => specificity.join())
    expect(new Set(weights)).toEqual(new Set(['0,0,0']))
  })

  it('need no !important', () => {
    expect(sheets.filter((name) => read(name).includes('!important'))).toEqual([])
  })

  it.each(sheets)('%s uses no variable that is not a token, set by a part, or given a fallback', (name) => {
    const tokens = new Set(read('base/tokens.css').match(/--coatcheck-[\w-]+(?=: (?!initial))/g))
    const own = new Set(read(name).match(/--coatcheck-[\w-]+(?=:)/g))
    const used = Array.from(read(name).matchAll(/var\((--coatcheck-[\w-]+)\s*(,)?/g), ([, variable, fallback]) => ({
      variable: variable ?? '',
      hasFallback: fallback !== undefined,
    }))
    const unknown = used.filter(
      ({ variable, hasFallback }) => !hasFallback && !tokens.has(variable) && !own.has(variable),
    )
    expect(unknown).toEqual([])
  })

  it.each(sheets)('%s has directions of writing, not of the screen', (name) => {
    expect(
      read(name).match(/\b(margin|padding|border|inset)-(left|right)\b|text-align: (left|right)|float:/g),
    ).toBeNull()
  })
})
