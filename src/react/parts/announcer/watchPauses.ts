import type { Upload } from '../../../contract/upload.js'
import type { Uploader } from '../../../contract/uploader.js'

interface PauseListeners {
  readonly onPaused: (upload: Upload) => void
  readonly onResumed: (upload: Upload) => void
  /** The connection was lost, or is there again. */
  readonly onConnection: (isOnline: boolean) => void
}

/**
 * Reports which uploads the user pauses and resumes, and when uploads lose their connection. There are no events for it,
 * because a row shows its own state; so this compares each snapshot with what was paused before.
 */
export function watchPauses(uploader: Uploader, { onPaused, onResumed, onConnection }: PauseListeners): () => void {
  let paused = new Set<string>()
  let cutOff = new Set<string>()
  let isOffline = false

  function compare(isFirst: boolean): void {
    const before = { paused, cutOff }
    paused = new Set()
    cutOff = new Set()
    let isConnected = false
    for (const upload of uploader.getSnapshot().uploads) {
      const { id, status } = upload
      if (status === 'paused' && upload.by === 'user') {
        paused.add(id)
        if (!isFirst && !before.paused.has(id)) onPaused(upload)
      } else if (status === 'paused' && upload.by === 'offline') {
        cutOff.add(id)
      } else if (status !== 'cancelled' && status !== 'paused') {
        if (before.paused.has(id) && status !== 'done' && status !== 'failed') onResumed(upload)
        if (before.cutOff.has(id)) isConnected = true
      }
    }
    if (isFirst) return
    const wasOffline = isOffline
    isOffline = cutOff.size > 0 || (wasOffline && !isConnected)
    if (isOffline !== wasOffline) onConnection(!isOffline)
  }

  compare(true)
  const stops = [
    uploader.subscribe(() => compare(false)),
    // All that were cut off may have been paused or cancelled: then the next stored file shows that the connection is back.
    uploader.on('done', () => {
      if (!isOffline || cutOff.size > 0) return
      isOffline = false
      onConnection(true)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
