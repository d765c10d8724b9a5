import { describe, expect, it } from 'vitest'
import { createFormats, type PluralCategories } from './formats.js'

/** A key too many or too few does not compile. */
const categories: { readonly [TLanguage in keyof PluralCategories]: Readonly<Record<PluralCategories[TLanguage], 0>> } =
  {
    ar: { zero: 0, one: 0, two: 0, few: 0, many: 0, other: 0 },
    de: { one: 0, other: 0 },
    en: { one: 0, other: 0 },
    es: { one: 0, many: 0, other: 0 },
    fr: { one: 0, many: 0, other: 0 },
    he: { one: 0, two: 0, other: 0 },
    it: { one: 0, many: 0, other: 0 },
    ja: { other: 0 },
    ko: { other: 0 },
    nl: { one: 0, other: 0 },
    pl: { one: 0, few: 0, many: 0, other: 0 },
    pt: { one: 0, many: 0, other: 0 },
    zh: { other: 0 },
  }

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f]/g, '')

describe('plural', () => {
  it.each(Object.entries(categories))('asks a locale for every form that %s has', (language, forms) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    expect(Object.keys(forms).toSorted()).toEqual(pluralCategories.toSorted())
  })

  it('picks the form and inserts the number as the language writes it', () => {
    const forms = { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' }
    const { plural } = createFormats('pl')
    expect([1, 3, 5, 22, 25_000].map((count) => plain(plural(count, forms)))).toEqual([
      '1 plik',
      '3 pliki',
      '5 plików',
      '22 pliki',
      '25 000 plików',
    ])
  })

  it('uses the last form if the browser asks for one that nobody wrote', () => {
    expect(createFormats('sl').plural(2, { other: '# datotek' })).toBe('2 datotek')
  })
})

describe('sizes and times', () => {
  it.each([
    ['en', 1.5e6, '1.5 MB'],
    ['en', 999_999, '1 MB'],
    ['de', 1.5e6, '1,5 MB'],
    ['fr', 1.5e6, '1,5 Mo'],
    ['fr', 999, '999 octets'],
    ['pl', 22, '22 bajty'],
    ['ja', 1.5e9, '1.5 GB'],
  ])('have the units of the language: %s, %d', (language, bytes, expected) => {
    expect(plain(createFormats(language).bytes(bytes))).toBe(expected)
  })

  it('can be written out where an abbreviation is not common', () => {
    const { bytes } = createFormats('ar-u-nu-latn', { byteUnits: 'long' })
    expect(plain(bytes(1.5e6))).toBe('1.5 ميغابايت')
  })

  it.each([
    ['en', 1, 'in 1 second'],
    ['en', 130, 'in 2 minutes'],
    ['pl', 61 * 60 * 2, 'za 2 godziny'],
    ['pl', 1, 'za 1 sekundę'],
    ['fr', 5, 'dans 5 secondes'],
    ['ko', 130, '2분 후'],
  ])('are inflected for a time from now: %s, %d', (language, seconds, expected) => {
    expect(plain(createFormats(language).fromNow(seconds))).toBe(expected)
  })

  it('never promise less than a second', () => {
    expect(createFormats('en').duration(0)).toBe('1 second')
  })
})
