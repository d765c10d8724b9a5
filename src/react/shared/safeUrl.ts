const linkProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:'])

/** A URL that may become a link; undefined for one that is invalid, would run a script or leaves the web. */
export function safeLink(url: string | null | undefined): string | undefined {
  return url != null && linkProtocols.has(protocolOf(url)) ? url : undefined
}

/** A URL that may become a picture: one that may be a link, or a `data:` URL of a picture. */
export function safePicture(url: string | null | undefined): string | undefined {
  return url != null && /^data:image\//i.test(url) ? url : safeLink(url)
}

function protocolOf(url: string): string {
  // A server that renders the page has no address of its own to resolve a path against.
  const base = typeof document === 'undefined' ? 'http://localhost' : document.baseURI
  return URL.canParse(url, base) ? new URL(url, base).protocol : ''
}
