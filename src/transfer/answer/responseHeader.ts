/**
 * The value of one header in what `getAllResponseHeaders` returns: those that CORS exposes. Asking the XHR for a hidden
 * one by its name would log an error to the console.
 */
export function responseHeader(headers: string, name: 'etag' | 'retry-after'): string | undefined {
  return new RegExp(`^${name}:(.*)`, 'im').exec(headers)?.[1]?.trim()
}
