import type { Upload } from '../../../contract/upload.js'

/** The progress of an upload. Each value is from 0 to 1, and neither falls within a run. */
export interface Measured {
  /** The share of bytes read. */
  readonly inspected: number
  /** The share of bytes sent; 1 only when the file is registered. */
  readonly sent: number
}

const nearlyAll = 0.99

/** Measures the progress of an upload as the row's bar shows it. */
export function measureProgress(upload: Upload): Measured {
  if (upload.status === 'done') return { inspected: 1, sent: 1 }
  const sent = upload.status === 'confirming' ? nearlyAll : Math.min(nearlyAll, share(upload.sentBytes, upload.size))
  return { inspected: measureInspected(upload), sent }
}

function measureInspected(upload: Upload): number {
  if (upload.status === 'inspecting') return share(upload.inspectedBytes, upload.size)
  if (upload.status === 'queued') return upload.next === 'inspecting' ? 0 : 1
  if (upload.status === 'paused' || upload.status === 'failed') return upload.at === 'inspecting' ? 0 : 1
  return upload.status === 'cancelled' ? 0 : 1
}

function share(bytes: number, size: number): number {
  return size === 0 ? 0 : Math.min(1, bytes / size)
}
