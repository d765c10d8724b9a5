import type { OverQuota } from '../../records/Records.js'
import { formatBytes } from '../profile/formatBytes.js'
import { Refusal } from '../Refusal.js'

/** Names the limit that a file of this size exceeds, and when it may fit, if it ever does. */
export function refuseOverQuota({ exceeded, limit, retryAtMs }: OverQuota, size: number, nowMs: number): Refusal {
  const isBytes = exceeded === 'maxTotalBytes' || exceeded === 'perWindow.maxBytes'
  const amount = isBytes ? formatBytes(limit) : `${limit} ${limit === 1 ? 'file' : 'files'}`
  if (retryAtMs === null) {
    const isKept = exceeded === 'maxFiles' || exceeded === 'maxTotalBytes'
    const fitsAlone = isBytes ? size <= limit : limit > 0
    // Without a code, 413 means 'too-large', which is never retried. But a file that fits once others are deleted is not at
    // fault.
    const code = isKept && fitsAlone ? { code: 'storage-full' } : {}
    return new Refusal(413, `You can ${isKept ? 'keep' : 'send'} at most ${amount} here.`, { ...code, limit })
  }
  const retryAfterSeconds = Math.max(1, Math.ceil((retryAtMs - nowMs) / 1000))
  return new Refusal(429, `For now, you can send no more than ${amount} here. Try again later.`, {
    limit,
    retryAfterSeconds,
  })
}
