import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { SitePages } from './collectPages.ts'
import { placePages, type PlacedSection } from './placePages.ts'
import type { Page } from './Page.ts'
import { readEntries } from './reference/readNames.ts'

const root = resolve(import.meta.dirname, '../..')
const cache = resolve(root, 'site/.cache')

/** As VitePress reads it. */
interface SidebarItem {
  readonly text: string
  readonly link?: string
  readonly collapsed?: boolean
  readonly items?: readonly SidebarItem[]
}

/** Writes what VitePress builds: the pages, their pictures, and the two sidebars. */
export function writePages({ pages, pictures }: SitePages): void {
  const folder = resolve(cache, 'pages')
  rmSync(folder, { recursive: true, force: true })
  for (const { path, text, kind } of pages) {
    // A search finds what explains something, not every file in which it is used.
    write(resolve(folder, path), kind === 'code' ? text.replace('---\n', '---\nsearch: false\n') : text)
  }
  for (const picture of pictures) {
    mkdirSync(dirname(resolve(folder, picture)), { recursive: true })
    copyFileSync(resolve(root, picture), resolve(folder, picture))
  }
  const written = pages.filter(({ kind }) => kind === 'written')
  const generated = pages.filter(({ kind }) => kind === 'generated')
  const sidebar = { '/': toSidebar(placePages(written)), '/reference/': toReferenceSidebar(generated) }
  write(resolve(cache, 'sidebar.json'), JSON.stringify(sidebar))
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const toLink = (path: string): string => `/${path.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`

const toItem = ({ title, path }: Page): SidebarItem => ({ text: title, link: toLink(path) })

function toSidebar(sections: readonly PlacedSection[]): readonly SidebarItem[] {
  return sections.map(({ title, pages }) => ({ text: title, collapsed: false, items: pages.map(toItem) }))
}

/** An entry after the other, and what is about all of them first. */
function toReferenceSidebar(pages: readonly Page[]): readonly SidebarItem[] {
  const entries = readEntries().map(({ name, source }) => {
    const ownPage = new RegExp(`^reference/${source}/[a-z-]+/[^/]+\\.md$`)
    const members = pages.filter(({ path }) => ownPage.test(path)).filter(({ path }) => !path.endsWith('/index.md'))
    return {
      text: name,
      link: `/reference/${source}/`,
      collapsed: true,
      items: members.toSorted((a, b) => a.title.localeCompare(b.title, 'en')).map(toItem),
    }
  })
  return [{ text: 'Reference', items: pages.filter(({ path }) => /^reference\/[^/]+$/.test(path)).map(toItem) }, ...entries]
}
