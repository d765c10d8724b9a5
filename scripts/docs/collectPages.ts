import { extname } from 'node:path'
import type { Page } from './Page.ts'
import { pathOfCode, readLinkedCode } from './readLinkedCode.ts'
import { readWrittenPages } from './readWrittenPages.ts'
import { readLinks, rewriteLinks } from './rewriteLinks.ts'

/** What the site shows. */
export interface SitePages {
  readonly pages: readonly Page[]
  /** Pictures that pages show, as paths from the root of the repository and of the site. */
  readonly pictures: readonly string[]
  /** Where the site has a file of the repository. */
  readonly place: (target: string) => string
}

/** Files of the repository that another page shows. */
const shownBy: Readonly<Record<string, string>> = { 'docs/rest.openapi.yaml': 'reference/rest-contract.md' }

const isPicture = (target: string): boolean => ['.png', '.svg', '.webp'].includes(extname(target))

/** Collects all pages, with links that lead from one to the other instead of from file to file. */
export function collectPages(generated: readonly Page[]): SitePages {
  const written = readWrittenPages()
  const pathBySource = new Map([
    ...written.map(({ source, path }) => [source, path] as const),
    ...Object.entries(shownBy),
  ])
  const pathOf = (target: string): string | undefined =>
    pathBySource.get(target) ?? pathBySource.get(`${target}/README.md`) ?? (isPicture(target) ? target : undefined)
  const targets = [...new Set(written.flatMap(({ text, source }) => readLinks(text, source)))]
  const place = (target: string): string => pathOf(target) ?? pathOfCode(target)
  return {
    pages: [
      ...written.map((page) => ({ ...page, text: rewriteLinks(page.text, page.source, place, page.path) })),
      ...generated,
      ...readLinkedCode(targets.filter((target) => !pathOf(target))),
    ],
    pictures: targets.filter(isPicture),
    place,
  }
}
