import type { FileRecord } from '../../records/Records.js'
import type { UploadService } from '../UploadService.js'
import { disposeFile } from './disposition.js'

export interface SignedDownload {
  readonly url: string
  readonly expiresInSeconds: number
  readonly previews: readonly { readonly url: string; readonly width: number }[]
}

/**
 * Signs short-lived URLs for a file and its previews. They stay the same for half of their lifetime, so that browsers do not
 * load every picture again when a list is fetched again.
 */
export async function signDownload(
  { storage, terms }: UploadService,
  { objectKey, name, type, previews }: FileRecord,
): Promise<SignedDownload> {
  const expiresInSeconds = terms.urlExpiresInSeconds
  const termMs = expiresInSeconds * 1000
  const windowMs = Math.max(1000, Math.floor(termMs / 2000) * 1000)
  const nowMs = Date.now()
  const signedAtMs = Math.floor(nowMs / windowMs) * windowMs
  const [url, ...smaller] = await Promise.all([
    storage.signGet({ key: objectKey, expiresInSeconds, signedAtMs, ...disposeFile({ name, type }) }),
    ...previews.map(async (preview) => ({
      url: await storage.signGet({
        key: preview.key,
        expiresInSeconds,
        signedAtMs,
        ...disposeFile({ name, type: preview.type }),
      }),
      width: preview.width,
    })),
  ])
  return { url, expiresInSeconds: Math.max(0, Math.floor((signedAtMs + termMs - nowMs) / 1000)), previews: smaller }
}
