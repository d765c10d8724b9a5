let last: { readonly text: string; readonly url: URL | null } = { text: '', url: null }

/**
 * Returns the parsed URL, or null if the text is not a URL. The last one is remembered, because several readers
 * parse the URL of the same ticket in a row. Callers must not change it.
 */
export function parseUrl(text: string): URL | null {
  if (last.text !== text) last = { text, url: parse(text) }
  return last.url
}

/** Not with `URL.canParse`, which would parse every URL twice. */
function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
