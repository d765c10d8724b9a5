/** Turns a URL or a path of the page into the form that handlers need. */
export function pageUrl(url: string): string {
  return new URL(url, globalThis.location?.href).href
}
