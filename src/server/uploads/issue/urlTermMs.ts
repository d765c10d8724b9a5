import type { UploadService } from '../UploadService.js'

/** The clock of storage may be slow, and a URL is signed only after it was recorded. */
const clockSkewMs = 60_000

/** How long a URL for sending may be in somebody's hands. */
export function urlTermMs({ terms }: UploadService): number {
  return terms.ticketExpiresInSeconds * 1000 + clockSkewMs
}
