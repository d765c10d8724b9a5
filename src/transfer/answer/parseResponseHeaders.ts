/**
 * Reads what `getAllResponseHeaders` returns: the headers that CORS exposes. Asking for a hidden one by name would log
 * an error to the console.
 */
export function parseResponseHeaders(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'))
  return new Map(
    lines.map((line) => {
      // The first colon, because a value may contain others.
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
}
