const linkProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:'])

/** A URL that may become a link; undefined for one that would run a script, lead out of the web, or that is none. */
export function safeLink(url: string | null | undefined): string | undefined {
  return url != null && linkProtocols.has(protocolOf(url)) ? url : undefined
}

/** A URL that may become a picture: what may be a link, or a picture that stands in the URL itself. */
export function safePicture(url: string | null | undefined): string | undefined {
  return url != null && /^data:image\//i.test(url) ? url : safeLink(url)
}

function protocolOf(url: string): string {
  // A server that renders the page has no address of its own to resolve a path against.
  const base = typeof document === 'undefined' ? 'http://localhost' : document.baseURI
  return URL.canParse(url, base) ? new URL(url, base).protocol : ''
}
