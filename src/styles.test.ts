import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = resolve(import.meta.dirname, 'styles')
const sheets = globSync('*.css', { cwd: folder })
const read = (name: string): string => readFileSync(resolve(folder, name), 'utf8')

describe('the style sheets', () => {
  it('are all part of styles.css', () => {
    const all = readFileSync(resolve(import.meta.dirname, 'styles.css'), 'utf8')
    expect(sheets.filter((name) => !all.includes(`./styles/${name}'`))).toEqual([])
  })

  it.each(sheets)('%s uses no variable that is not a token, set by a part, or given a fallback', (name) => {
    const tokens = new Set(read('tokens.css').match(/--coatcheck-[\w-]+(?=:)/g))
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
