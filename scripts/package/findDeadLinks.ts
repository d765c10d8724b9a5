import { posix } from 'node:path'
import { slugify } from '../docs/slugify.ts'
import { splitFences } from '../docs/splitFences.ts'

/** A page in Markdown by its path, from which its relative links start. */
export interface Page {
  readonly path: string
  readonly text: string
}

/**
 * Finds links and images that lead nowhere: to a file that is not there, or to a heading that its page does not have.
 * Links to other sites are not followed.
 *
 * @param pages all pages, because a link may name a heading of another one
 * @param hasPath whether there is such a file or folder
 */
export function findDeadLinks(pages: readonly Page[], hasPath: (path: string) => boolean): readonly string[] {
  const anchorsByPath = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]))
  return pages.flatMap(({ path, text }) =>
    linksOf(text).flatMap((link) => {
      const [target = '', anchor] = link.split('#')
      const file = target === '' ? path : posix.join(posix.dirname(path), decodeURI(target))
      if (!hasPath(file)) return [`${path} links to ${link}, which is not there`]
      const isThere = anchor === undefined || anchorsByPath.get(file)?.has(anchor)
      return isThere ? [] : [`${path} links to ${link}, and ${file} has no such heading`]
    }),
  )
}

/** The relative targets of links and images, without those that code only shows. */
function linksOf(text: string): readonly string[] {
  const prose = withoutFences(text).replace(/`[^`\n]+`/g, '`')
  const targets = [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)|\b(?:src|srcset|href)="([^"]+)"/g)]
  return targets.map(([, link, attribute]) => link ?? attribute ?? '').filter((link) => !/^[a-z]+:/.test(link))
}

/** What a page's headings are called in links, as GitHub and npm name them. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutFences(text).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const slug = slugify(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'))
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}

function withoutFences(page: string): string {
  return splitFences(page)
    .map(({ isCode, text }) => (isCode ? '' : text))
    .join('')
}
