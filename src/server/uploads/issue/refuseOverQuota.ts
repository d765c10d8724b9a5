import type { OverQuota } from '../../records/Records.js'
import { formatBytes } from '../profile/formatBytes.js'
import { Refusal } from '../Refusal.js'

/** Names the limit, and when the same upload may fit, if it ever does. */
export function refuseOverQuota({ exceeded, limit, retryAtMs }: OverQuota, nowMs: number): Refusal {
  const isBytes = exceeded === 'maxTotalBytes' || exceeded === 'perWindow.maxBytes'
  const amount = isBytes ? formatBytes(limit) : `${limit} ${limit === 1 ? 'file' : 'files'}`
  if (retryAtMs === null) {
    // Not 'too-large', which the status means: there is nothing wrong with the file, and it fits once others are deleted.
    return new Refusal(413, `You can keep at most ${amount} here.`, { code: 'storage-full', limit })
  }
  const retryAfterSeconds = Math.max(1, Math.ceil((retryAtMs - nowMs) / 1000))
  return new Refusal(429, `For now, you can send no more than ${amount} here. Try again later.`, {
    limit,
    retryAfterSeconds,
  })
}
