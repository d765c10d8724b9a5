import { posix } from 'node:path'
import { mapText } from './splitFences.ts'

/** A link of Markdown, or an address in the few tags that our pages have. */
const link = /(\]\(|\b(?:src|srcset)=")([^)"\s]+)/g

const isLocal = (target: string): boolean => !/^(?:[a-z]+:|#|\/)/i.test(target)

/** The files of the repository that a page links to, as paths from its root. */
export function readLinks(text: string, source: string): readonly string[] {
  const found: string[] = []
  rewriteLinks(text, source, (target) => {
    found.push(target)
    return target
  })
  return found
}

/** Replaces each link to a file of the repository. `place` gets and returns paths from the root of each side. */
export function rewriteLinks(
  text: string,
  source: string,
  place: (target: string) => string,
  path: string = source,
): string {
  return mapText(text, (stretch) =>
    stretch.replaceAll(link, (whole, before: string, address: string) => {
      if (!isLocal(address)) return whole
      const [file = '', ...anchor] = address.split(/(?=#)/)
      const target = posix.join(posix.dirname(source), decodeURI(file)).replace(/\/$/, '')
      return `${before}${toRelative(path, place(target))}${anchor.join('')}`
    }),
  )
}

function toRelative(from: string, to: string): string {
  const relative = posix.relative(posix.dirname(from), to)
  return encodeURI(relative.startsWith('.') ? relative : `./${relative}`)
}
