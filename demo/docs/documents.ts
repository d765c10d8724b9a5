const files = import.meta.glob<string>('../../docs/**/*.{md,yaml}', { query: '?raw', import: 'default' })

const folder = '../../docs/'

/** Returns a function that loads a document of `docs`, or undefined if there is none. Ids look like `backends/ion.md`. */
export function findDocument(id: string): (() => Promise<string>) | undefined {
  return files[folder + id]
}

/** The address of a document in the demo. */
export function documentUrl(id: string, hash: string = ''): string {
  return `?docs=${id}${hash}`
}

/** Resolves a link in a document: to another document, to the web, or to nothing that the demo has. */
export function resolveDocumentLink(id: string, href: string): string | null {
  if (/^https?:/.test(href)) return href
  if (href.startsWith('#')) return documentUrl(id, href)
  const { pathname, hash } = new URL(href, `https://demo.invalid/docs/${id}`)
  const target = pathname.replace('/docs/', '')
  return pathname.startsWith('/docs/') && findDocument(target) ? documentUrl(target, hash) : null
}
