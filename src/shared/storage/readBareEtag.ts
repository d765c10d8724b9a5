/** Returns an ETag without quotes and `W/`; null if it is hidden or empty. */
export function readBareEtag(value: string | null | undefined): string | null {
  const bare = value
    ?.trim()
    .replace(/^W\//i, '')
    .replace(/^"(.*)"$/, '$1')
    .trim()
  return bare || null
}
