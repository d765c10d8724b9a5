/**
 * Reads what `getAllResponseHeaders` returns: the headers that CORS exposes. Asking for a hidden one by name would log
 * an error to the console.
 */
export function parseResponseHeaders(text: string): ReadonlyMap<string, string> {
  // Up to the first colon, because a value may contain others. All characters after which `^` matches are left out of the
  // name: it would otherwise be looked for again after each of them.
  const lines = text.matchAll(/^([^:\r\n\u2028\u2029]+):(.*)/gm)
  return new Map(Array.from(lines, ([, name = '', value = '']) => [name.toLowerCase(), value.trim()]))
}
