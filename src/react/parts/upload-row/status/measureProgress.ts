import type { Upload } from '../../../../contract/upload.js'

/** A bar that is full, or seems so, says that all is done. */
const nearlyAll = 0.99

/** Smaller files are read before a bar could be understood. */
const leastReadBytes = 50_000_000

/**
 * How far an upload is, from 0 to 1: the share of bytes read while it is read, then the share sent, which never falls and
 * is 1 only when the file is registered. Null if there is nothing to see: it waits, was not sent at all, or has failed.
 */
export function measureProgress(upload: Upload): number | null {
  switch (upload.status) {
    case 'inspecting':
      // What `prepare` reports is worth a bar at any size.
      return upload.size < leastReadBytes && !(upload.isPreparing && upload.inspectedBytes)
        ? null
        : share(upload.inspectedBytes, upload.size)
    case 'requesting':
    case 'sending':
      return share(upload.sentBytes, upload.size)
    case 'confirming':
      return nearlyAll
    case 'paused':
      return upload.sentBytes > 0 ? share(upload.sentBytes, upload.size) : null
    case 'done':
      return upload.outcome === 'uploaded' ? 1 : null
    case 'queued':
    case 'failed':
    case 'cancelled':
  }
  return null
}

function share(bytes: number, size: number): number {
  return size === 0 ? 0 : Math.min(nearlyAll, bytes / size)
}
