/** Reads the ETag of an answer from storage, without quotes; null if it has none. */
export function etagOf({ headers }: Response): string | null {
  return headers.get('etag')?.replaceAll('"', '') ?? null
}
