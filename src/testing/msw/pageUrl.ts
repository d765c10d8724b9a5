/** A URL or a path of the page's own, as handlers want it. */
export function pageUrl(url: string): string {
  return new URL(url, globalThis.location?.href).href
}
