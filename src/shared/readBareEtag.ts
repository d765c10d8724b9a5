/** The ETag without quotes and weakness mark; null where it is hidden or empty. */
export function readBareEtag(value: string | null | undefined): string | null {
  const bare = value
    ?.trim()
    .replace(/^W\//i, '')
    .replace(/^"(.*)"$/, '$1')
    .trim()
  return bare || null
}
