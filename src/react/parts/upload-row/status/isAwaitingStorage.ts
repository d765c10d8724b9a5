import type { Upload } from '../../../../contract/upload.js'

/**
 * Whether all bytes are sent and storage has not answered yet. `sentBytes` does not fall when a file is sent again, so
 * from the second attempt on, only the time left says so.
 */
export function isAwaitingStorage(upload: Upload): boolean {
  if (upload.status !== 'sending' || upload.size === 0 || upload.sentBytes !== upload.size) return false
  return upload.attempt === 1 || upload.secondsLeft === 0
}
