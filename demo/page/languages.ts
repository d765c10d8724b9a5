import type { Messages } from 'coatcheck'

/** A language of the parts. */
export interface Language {
  /** BCP 47 */
  readonly tag: string
  /** In the language itself. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  readonly load: () => Promise<Messages>
}

// An app imports the languages that it needs: `coatcheck/locales/de`. Here, none may be forgotten.
const files = import.meta.glob<Readonly<Record<string, Messages>>>([
  '../../src/locales/*.ts',
  '!../../src/locales/{formats,messages}.ts',
  '!**/*.test.ts',
])

const fromRightToLeft = new Set(['ar', 'he'])

/** Every language that the package has, English first. */
export const languages: readonly Language[] = Object.entries(files)
  .map(([path, load]) => createLanguage(path.replace(/^.*\/(.+)\.ts$/, '$1'), load))
  .toSorted((one, other) => Number(other.tag === 'en') - Number(one.tag === 'en') || one.tag.localeCompare(other.tag))

/** Returns the language with this tag, or the nearest relative: 'de' for 'de-AT'. */
export function findLanguage(tag: string): Language | undefined {
  return (
    languages.find((language) => language.tag === tag) ??
    languages.find((language) => primaryOf(language.tag) === primaryOf(tag))
  )
}

function createLanguage(tag: string, load: () => Promise<Readonly<Record<string, Messages>>>): Language {
  return {
    tag,
    name: new Intl.DisplayNames(tag, { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag,
    direction: fromRightToLeft.has(tag) ? 'rtl' : 'ltr',
    load: async () => {
      // The file of a language exports nothing else.
      const [messages] = Object.values(await load())
      if (!messages) throw new Error(`The file of "${tag}" exports no texts.`)
      return messages
    },
  }
}

function primaryOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag
}
