const linkProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:'])

/** Returns the URL if it may become a link; undefined if it is invalid, runs a script or opens another program. */
export function safeLink(url: string | null | undefined): string | undefined {
  return url != null && linkProtocols.has(protocolOf(url)) ? url : undefined
}

/** Returns the URL if it may become a picture: everything that may be a link, and `data:` URLs of images. */
export function safePicture(url: string | null | undefined): string | undefined {
  return url != null && /^data:image\//i.test(url) ? url : safeLink(url)
}

function protocolOf(url: string): string {
  // During server rendering there is no document to resolve a path against.
  const base = typeof document === 'undefined' ? 'http://localhost' : document.baseURI
  return URL.canParse(url, base) ? new URL(url, base).protocol : ''
}
