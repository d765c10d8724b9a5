import type { StoredFile } from '../../../../contract/storedFile.js'
import { safePicture } from '../../../shared/safeUrl.js'

/** A file's download URL and its lifetime. */
export interface DownloadUrl {
  readonly url: string | undefined
  /** When to fetch a new URL, some time before this one expires, in milliseconds since the epoch; null: never. */
  readonly refreshAt: number | null
}

/** Reads the URL from a file that the backend returned at `receivedAt`, in milliseconds since the epoch. */
export function readDownloadUrl({ url: answered, urlExpiresInSeconds }: StoredFile, receivedAt: number): DownloadUrl {
  const url = safePicture(answered)
  if (url === undefined || urlExpiresInSeconds === undefined) return { url, refreshAt: null }
  const lifetimeMs = urlExpiresInSeconds * 1000
  const marginMs = Math.min(maxMarginMs, lifetimeMs * 0.2)
  return { url, refreshAt: receivedAt + lifetimeMs - marginMs }
}

/** A URL must stay valid while a large picture is loading. */
const maxMarginMs = 30_000
