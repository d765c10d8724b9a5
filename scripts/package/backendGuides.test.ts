import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../src/locales/en.ts'

const folder = resolve(import.meta.dirname, '../../docs/backends')
const guides = globSync('*.md', { cwd: folder }).map((name) => ({
  name,
  text: readFileSync(resolve(folder, name), 'utf8'),
}))

/** The texts that a guide may quote from a row: the cause, with or without the advice. */
const texts = [...textsIn(en), ...Object.values(en.errors).map(([cause, advice]) => `${cause} ${advice}`)]

/** Every text of the interface, with a word in place of each name or number. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (value instanceof Function) return textsIn(callText(value))
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function callText(format: Function): unknown {
  try {
    return Reflect.apply(format, undefined, ['NAME', 'NAME'])
  } catch {
    // Formats a number or a size, which no guide quotes.
    return undefined
  }
}

/** Only prose and tables count, because code does not quote the interface. */
const proseOf = (text: string): string => text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '`')

/** The cells of the columns with the heading 'what the user sees'. */
function seenIn(text: string): readonly string[] {
  let column = -1
  return proseOf(text)
    .split('\n')
    .flatMap((line) => {
      const cells = line.startsWith('|') ? line.split('|').map((cell) => cell.trim()) : []
      if (cells.length === 0 || cells.includes('what the user sees')) column = cells.indexOf('what the user sees')
      const cell = cells[column]
      return cell === undefined || cell === 'what the user sees' || /^-+$/.test(cell) ? [] : [cell]
    })
}

it.each(guides.filter(({ name }) => name !== 'README.md'))(
  'docs/backends/$name begins by saying what the product is, and links to it',
  ({ text }) => {
    const [title = '', , opening = ''] = text.split('\n')
    expect(opening).toContain(`[${title.replace(/^# /, '')}](https://`)
  },
)

describe.each(guides)('docs/backends/$name', ({ text }) => {
  it('quotes only texts of the interface', () => {
    const quotes = [...proseOf(text).matchAll(/"([^"\n]+)"/g)].map(([, quote = '']) => quote)
    expect(quotes.filter((quote) => !texts.some((known) => known.includes(quote)))).toEqual([])
  })

  it('states what the user sees with texts of the interface, or that the user sees nothing', () => {
    expect(seenIn(text).filter((cell) => !/^("|nothing\b)/.test(cell))).toEqual([])
  })
})

describe('the check of what the pages quote', () => {
  it('accepts whole sentences, parts of them and texts that contain a name, and no others', () => {
    const isKnown = (quote: string): boolean => texts.some((known) => known.includes(quote))
    expect(['You are signed out.', 'Sign in again, then retry.', 'Retry NAME'].map(isKnown)).toEqual([true, true, true])
    expect(isKnown('Please sign in again')).toBe(false)
  })

  it('finds the cells to check', () => {
    expect(seenIn('| what the user sees | code |\n| --- | --- |\n| "A" | `b` |\n\n| c | d |\n| --- | --- |')).toEqual([
      '"A"',
    ])
  })
})
