import type { TicketService } from './TicketService.ts'
import { disposeFile } from './disposition.ts'
import type { FileRecord } from './fileTable.ts'

export interface SignedDownload {
  readonly url: string
  readonly expiresInSeconds: number
}

/**
 * Returns a short-lived URL to read a file. It stays the same for half of its lifetime, so that browsers do not load
 * every picture again when a list is fetched again.
 */
export async function signDownload(
  { presigner, settings }: TicketService,
  record: FileRecord,
): Promise<SignedDownload> {
  const termMs = settings.urlExpiresInSeconds * 1000
  const windowMs = Math.max(1000, Math.floor(termMs / 2000) * 1000)
  const signedAtMs = Math.floor(Date.now() / windowMs) * windowMs
  const url = await presigner.get({
    key: record.key,
    expiresInSeconds: settings.urlExpiresInSeconds,
    signedAt: new Date(signedAtMs),
    ...disposeFile(record),
  })
  return { url, expiresInSeconds: Math.max(0, Math.floor((signedAtMs + termMs - Date.now()) / 1000)) }
}
