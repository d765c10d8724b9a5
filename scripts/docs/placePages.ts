import type { Page } from './Page.ts'

/** A part of the site, as its sidebar shows it. */
export interface Section {
  readonly title: string
  /** These pages come first, in this order. Each must exist. */
  readonly first: readonly string[]
  /** Where the section gets its other pages from. Pages of no folder are guides. */
  readonly folder?: string
}

export const sections: readonly Section[] = [
  { title: 'Start', first: ['overview.md', 'examples.md'] },
  { title: 'Guides', first: ['forms.md', 'recovery.md', 'styling.md', 'languages.md', 'accessibility.md'] },
  { title: 'When something goes wrong', first: ['faults.md', 'doctor.md', 'check.md'] },
  { title: 'Your server', first: ['server.md', 'storage.md', 'security.md', 'server-contract.md'] },
  { title: 'Other APIs', first: ['backends/index.md', 'write-your-own-adapter.md'], folder: 'backends' },
  { title: 'Project', first: ['changelog.md', 'contributing.md'] },
]

/** Those that have no other section. */
const guides = 'Guides'

export interface PlacedSection {
  readonly title: string
  readonly pages: readonly Page[]
}

/** Gives every written page its place. A new page needs none of its own: it becomes one of the guides. */
export function placePages(pages: readonly Page[]): readonly PlacedSection[] {
  const named = new Set(sections.flatMap(({ first }) => first))
  const byPath = new Map(pages.map((page) => [page.path, page]))
  const others = pages.filter(({ path }) => path !== 'index.md' && !named.has(path))
  const sectionOf = ({ path }: Page): string =>
    sections.find(({ folder }) => folder !== undefined && path.startsWith(`${folder}/`))?.title ?? guides
  return sections.map(({ title, first }) => ({
    title,
    pages: [
      ...first.map((path) => {
        const page = byPath.get(path)
        if (!page) throw new Error(`The section "${title}" names ${path}, which does not exist.`)
        return page
      }),
      ...others.filter((page) => sectionOf(page) === title),
    ],
  }))
}
