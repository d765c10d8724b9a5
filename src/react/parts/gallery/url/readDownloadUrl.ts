import type { Preview, StoredFile } from '../../../../contract/storedFile.js'
import { safePicture } from '../../../shared/safeUrl.js'

/** A file's download URL, those of its previews, and their lifetime. */
export interface DownloadUrl {
  readonly url: string | undefined
  /** Ascending by width. */
  readonly previews: readonly Preview[]
  /** When to fetch new URLs, some time before these expire, in milliseconds since the epoch; null: never. */
  readonly refreshAt: number | null
}

/** Reads the URLs from a file that the backend returned at `receivedAt`, in milliseconds since the epoch. */
export function readDownloadUrl(file: StoredFile, receivedAt: number): DownloadUrl {
  const { urlExpiresInSeconds } = file
  const url = safePicture(file.url)
  const previews = (file.previews ?? []).filter((preview) => safePicture(preview.url) !== undefined)
  if (!hasUrl({ url, previews }) || urlExpiresInSeconds === undefined) return { url, previews, refreshAt: null }
  const lifetimeMs = urlExpiresInSeconds * 1000
  const marginMs = Math.min(maxMarginMs, lifetimeMs * 0.2)
  return { url, previews, refreshAt: receivedAt + lifetimeMs - marginMs }
}

/** Whether anything can be read there. */
export function hasUrl({ url, previews }: Pick<DownloadUrl, 'url' | 'previews'>): boolean {
  return url !== undefined || previews.length > 0
}

/** A URL must stay valid while a large picture is loading. */
const maxMarginMs = 30_000
