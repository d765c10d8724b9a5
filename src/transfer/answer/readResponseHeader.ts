/**
 * Reads one header from the text of `getAllResponseHeaders`, which has the headers that CORS exposes. Asking the XHR for a
 * hidden one by name would log an error to the console.
 */
export function readResponseHeader(headers: string, name: 'etag' | 'retry-after'): string | undefined {
  return new RegExp(`^${name}:(.*)`, 'im').exec(headers)?.[1]?.trim()
}
