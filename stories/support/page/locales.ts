import type { Messages } from '../../../src/locales/messages.ts'

const files = import.meta.glob<Readonly<Record<string, Messages>>>([
  '../../../src/locales/*.ts',
  '!**/{formats,messages}.ts',
  '!**/*.test.ts',
])

const loaders = new Map(
  Object.entries(files).map(([path, load]) => [path.replace(/^.*\/(.+)\.ts$/, '$1'), load] as const),
)

/** The tags of all languages that the package has, for the toolbar. */
export const localeTags: readonly string[] = [...loaders.keys()]

/** Loads the texts of a language. Each file exports nothing else. */
export async function loadMessages(tag: string): Promise<Messages> {
  const load = loaders.get(tag)
  const [messages] = load ? Object.values(await load()) : []
  if (!messages) throw new Error(`There is no locale "${tag}".`)
  return messages
}

/** Returns how the language's name is written in itself. */
export function nameOf(tag: string): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
}

const fromRightToLeft = new Set(['ar', 'he'])

export function directionOf(tag: string): 'ltr' | 'rtl' {
  return fromRightToLeft.has(tag) ? 'rtl' : 'ltr'
}
