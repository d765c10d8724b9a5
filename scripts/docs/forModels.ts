import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ContentsSection, readContents } from './readContents.ts'
import type { Page } from './Page.ts'

const source = resolve(import.meta.dirname, '../../llms.txt')

/** The sentence of `llms.txt` that is true only in the package. */
const inPackage = 'The files below are in the package, relative to `node_modules/coatcheck`.'
const onSite =
  'Each page of this site is there as Markdown, too: these links lead to it. llms-full.txt has all of them.'

/** The table of contents of all guides. */
export function readGuideContents(): readonly ContentsSection[] {
  return readContents(readFileSync(source, 'utf8'))
}

/** `llms.txt` as the site has it: the same list, with links to the pages, and the reference. */
export function renderLlms(pages: readonly Page[], place: (target: string) => string): string {
  const text = readFileSync(source, 'utf8')
  if (!text.includes(inPackage)) throw new Error(`llms.txt no longer says: ${inPackage}`)
  const listed = text
    .replace(inPackage, onSite)
    .replaceAll(/\]\(([^)]+)\)/g, (_, target: string) => `](${place(target)})`)
  const reference = referenceOf(pages).map(({ title, path }) => `- [${title}](${path})`)
  return `${listed.trimEnd()}\n\n## Reference\n\n${reference.join('\n')}\n`
}

/** Everything that is worth reading as a whole: the guides, and the reference without the single names. */
export function renderLlmsFull(pages: readonly Page[]): string {
  const guides = pages.filter(({ kind, path }) => kind === 'written' && path !== 'index.md')
  return [...guides, ...referenceOf(pages)].map(({ path, text }) => `<!-- ${path} -->\n\n${text.trim()}\n`).join('\n')
}

/** What the reference says beside the single names. */
export function referenceOf(pages: readonly Page[]): readonly Page[] {
  return pages.filter(({ kind, path }) => kind === 'generated' && /^reference\/[^/]+$/.test(path))
}
