import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/**
 * Looks for links of a built site that lead to no file, or to no element of its page. The pages of the Storybook in it are
 * its own matter.
 *
 * @param base the path at which the site will be served
 */
export function findBrokenLinks(site: string, base: string): readonly string[] {
  const pages = globSync('**/*.html', { cwd: site, exclude: (path) => path === 'storybook' }).toSorted()
  const html = new Map(pages.map((page) => [resolve(site, page), readFileSync(resolve(site, page), 'utf8')]))
  const ids = new Map(
    [...html].map(([page, text]) => [
      page,
      new Set(Array.from(text.matchAll(/\sid="([^"]+)"/g), ([, id = '']) => unescape(id))),
    ]),
  )
  return [...html].flatMap(([page, text]) => {
    const links = new Set(Array.from(text.matchAll(/\s(?:href|src)="([^"]*)"/g), ([, target = '']) => unescape(target)))
    return [...links].filter((link) => !leadsSomewhere(link, page)).map((link) => `${relative(site, page)}: ${link}`)
  })

  function leadsSomewhere(link: string, page: string): boolean {
    if (/^(?:[a-z]+:|\/\/)/i.test(link)) return true
    const [path = '', id] = link.split('#')
    const address = decodeURI(path.replace(/\?.*/, ''))
    const named =
      address === ''
        ? page
        : address.startsWith(base)
          ? join(site, address.slice(base.length))
          : resolve(dirname(page), address)
    const target = [named, `${named}.html`, join(named, 'index.html')].find(
      (file) => existsSync(file) && statSync(file).isFile(),
    )
    if (!target) return false
    return !id || !ids.has(target) || (ids.get(target)?.has(decodeURIComponent(id)) ?? false)
  }
}

function unescape(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
}
