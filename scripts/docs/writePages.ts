import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { SitePages } from './collectPages.ts'
import { type Draw, drawDiagrams } from './drawDiagrams.ts'
import { readGuideContents, referenceOf, renderLlms, renderLlmsFull } from './forModels.ts'
import { readEntries } from './reference/readNames.ts'

const root = resolve(import.meta.dirname, '../..')

/** Where VitePress reads the pages and the sidebars. */
const cache = resolve(root, 'site/.cache')

/** As VitePress reads it. */
interface SidebarItem {
  readonly text: string
  readonly link?: string
  readonly items?: readonly SidebarItem[]
}

/** Writes what VitePress builds: the pages, their pictures, and the two sidebars. */
export function writePages(site: SitePages, draw: Draw): void {
  const folder = resolve(cache, 'pages')
  rmSync(folder, { recursive: true, force: true })
  for (const { path, text, kind } of site.pages) {
    // A search finds what explains something, not every file in which it is used.
    write(
      resolve(folder, path),
      kind === 'code' ? text.replace('---\n', '---\nsearch: false\n') : drawDiagrams(text, draw),
    )
  }
  for (const picture of site.pictures) {
    mkdirSync(dirname(resolve(folder, picture)), { recursive: true })
    copyFileSync(resolve(root, picture), resolve(folder, picture))
  }
  // VitePress copies what is in this folder.
  mkdirSync(resolve(folder, 'public'))
  copyFileSync(resolve(root, 'public/favicon.svg'), resolve(folder, 'public/favicon.svg'))
  const sidebar = { '/': guideSidebar(site), '/reference/': referenceSidebar(site) }
  write(resolve(cache, 'sidebar.json'), JSON.stringify(sidebar))
}

/** Writes what is for programs: each page as Markdown beside its HTML, the two files that list them, and the contract. */
export function writeForModels({ pages, place }: SitePages, folder: string): void {
  for (const { path, text } of pages) write(resolve(folder, path), text.replace(/^---\n[\s\S]*?\n---\n+/, ''))
  copyFileSync(resolve(root, 'docs/rest.openapi.yaml'), resolve(folder, 'rest.openapi.yaml'))
  write(resolve(folder, 'llms.txt'), renderLlms(pages, place))
  write(resolve(folder, 'llms-full.txt'), renderLlmsFull(pages))
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const toLink = (path: string): string => `/${path.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`

/** What `llms.txt` has to call otherwise. */
const siteNames: Readonly<Record<string, string>> = {
  README: 'Overview',
  'AGENTS.md': 'For coding agents',
  Optional: 'More',
}

const toName = (text: string): string => siteNames[text] ?? text

/** The guides as `llms.txt` lists them. */
function guideSidebar({ pages, place }: SitePages): readonly SidebarItem[] {
  const listed = readGuideContents().map(({ title, entries }) => ({
    text: toName(title),
    items: entries.map((entry) => ({ text: toName(entry.title), path: place(entry.target) })),
  }))
  const paths = new Set(listed.flatMap(({ items }) => items.map(({ path }) => path)))
  const unlisted = pages.filter(({ kind, path }) => kind === 'written' && path !== 'index.md' && !paths.has(path))
  const others = { text: 'In the repository', items: unlisted.map(({ title, path }) => ({ text: title, path })) }
  return [...listed, others].map(({ text, items }) => ({
    text,
    items: items.map((item) => ({ text: item.text, link: toLink(item.path) })),
  }))
}

/** What is about the whole package, then its entries. Their pages list the names: here they would be hundreds. */
function referenceSidebar({ pages }: SitePages): readonly SidebarItem[] {
  const toItem = ({ name, source }: { readonly name: string; readonly source: string }): SidebarItem => ({
    text: name,
    link: `/reference/${source}/`,
  })
  const [languages = [], entries = []] = [true, false].map((isLanguage) =>
    readEntries().filter(({ name }) => name.startsWith('coatcheck/locales/') === isLanguage),
  )
  return [
    {
      text: 'Reference',
      items: [
        ...referenceOf(pages).map(({ title, path }) => ({ text: title, link: toLink(path) })),
        { text: 'Styling', link: '/styling' },
      ],
    },
    { text: 'Entries', items: entries.map(toItem) },
    { text: 'Languages', items: languages.map(toItem) },
  ]
}
